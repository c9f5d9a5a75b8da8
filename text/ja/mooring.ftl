### The words of the window.

-program = Mooring

## Said in many places

cancel = キャンセル
close = 閉じる
dismiss = 閉じる
try-again = 再試行
copied = コピーしました
back-to-list = 一覧に戻る
someone = プロバイダー
some-tenant = テナント
open-page = { $provider }のページを開く

## First run

first-run-title = 接続したアカウントを、ひとつの場所で
first-run-lead = 各プロバイダーに許可している内容を確認し、クリックで接続や接続解除ができます。
first-run-domain = テナントのドメイン
first-run-domain-help = 会社のサインイン先です。
first-run-domain-missing = テナントのドメインを入力してください（例：acme.eu.auth0.com）。
first-run-domain-example = acme.eu.auth0.com
first-run-client-id = クライアントID
first-run-client-id-help = 管理者から受け取ります。
first-run-client-id-missing = 管理者から受け取ったクライアントIDを入力してください。
first-run-expected = Auth0の確認ページが表示されますが、想定どおりの動作です。
first-run-checking = テナントに問い合わせ中…
first-run-submit = サインイン
first-run-answered = { $domain } はAuth0のテナントです。
first-run-looking = このドメインに問い合わせ中…
first-run-more = 名前と組織
first-run-name = 名前
first-run-name-help = このコンピューターでのプロファイルの呼び名です。
first-run-organization = 組織
first-run-organization-help = IDまたは名前。管理者から受け取った場合だけ入力します。
first-run-step-sign-in = ブラウザーでサインイン
first-run-step-check = 設定をひとつずつ確認
first-run-step-check-help = サインインのあと、何が動き、何をすればよいかが1行ずつ表示されます。
first-run-add-title = プロファイルを追加
first-run-add-lead = 別のテナント、クライアント、組織を、専用のキーとともに追加します。今あるプロファイルはそのままです。
first-run-change-title = 「{ $name }」を変更
first-run-change-lead = テナントが応答すると、入力した内容に置き換わります。
first-run-back = { $name } に戻る
first-run-choose = プロファイル
first-run-demo-title = テナントがない場合
first-run-demo-lead = 架空のプロバイダー8つを、このコンピューターだけで試せます。
first-run-demo = デモテナントを試す

privacy = 各サービスのトークンはAuth0に保管されます。このアプリは、キー1つだけをシステムのキーチェーンに保存します。

## Signed out

signed-out-title = サインアウトしました
signed-out-lead = サインインすると、{ $tenant }のプロファイルに接続されたアカウントを確認、変更できます。
signed-out-organization-lead = 組織「{ $organization }」にサインインすると、{ $tenant }のプロファイルに接続されたアカウントを確認、変更できます。
signed-out-demo-lead = デモテナントにサインインしてください。このコンピューターで動作し、名前は何でもかまいません。
signed-out-expected = ブラウザーが開き、Auth0が確認を求めますが、想定どおりの動作です。
sign-in = サインイン
step-up-title = 本人確認が必要です
step-up-lead = アカウントを表示する前に、{ $tenant }がもう一度本人確認を求めています。何も失われていません。
step-up = ブラウザーで確認
another-tenant = 別のテナントを使う

## Confirming who you are

confirm-later = あとで
confirm-waits = 実行しようとした操作は、確認が済むまで保留されます。
confirm-said = { step-up-title }。{ $why }
confirm-list = 確認が済むと、アカウントがここに表示されます。
confirm-unread-title = アカウントの表示には本人確認が必要です
confirm-unread-lead = 本人確認が済みしだい、アカウントを読み込みます。

## Another person

another-person-title = { $now }としてサインインしました
another-person-lead = このウィンドウは{ $before }が使っていました。
another-person-switch-text = { $before }はこのコンピューターからサインアウトします。{ $before }が接続したアカウントは、そのプロファイルに接続されたままです。
another-person-keep-text = { $now }のサインインは破棄され、ここでは何も変わりません。
another-person-again-text = { $now }のサインインは破棄され、{ $before }がもう一度サインインします。
another-person-switching = { $now }に切り替え中…
switch-person = { $now }として続ける
keep-person = { $before }のまま続ける
keep-person-again = 代わりに{ $before }としてサインイン

## Signing in

signing-in-title = サインイン中
signing-in-lead = ブラウザーに{ $tenant }のサインインページが表示されています。
signing-in-preparing-lead = { $tenant }のサインインページを準備しています。
signing-in-finishing-lead = ブラウザーから戻りました。{ $tenant }にアカウントを問い合わせています。

## Keychain

keychain-locked-title = キーチェーンがロックされています
keychain-locked-lead = { -program }のただ1つのキーは、キーチェーンに保存されています。何も失われていません。ロックを解除すると、アカウントが再び表示されます。
keychain-locked-help = キーチェーンのパスワードを求めるのは、{ -program }ではなくシステムです。
keychain-unlock = ロックを解除
keychain-absent-title = 使用できるキーチェーンがありません
keychain-absent-lead = { -program }は、ただ1つのキーをシステムのキーチェーンだけに保存し、ファイルには保存しません。キーチェーンがないと、サインインを記憶できません。
keychain-refused-title = キーチェーンが{ -program }のアクセスを拒否しました
keychain-refused-lead = { -program }のただ1つのキーは、キーチェーンに保存されています。何も失われておらず、ほかの場所には何も書き込まれていません。
keychain-memory-title = キーチェーンなしで続ける
keychain-memory-text = { -program }を終了すると、サインインは失われます。どこにも書き込まれません。
keychain-memory = 終了までメモリーに保持
keychain-checking = キーチェーンに問い合わせ中…
starting = キーチェーンを開いています

## The list

list-label = アカウントとプロバイダー
pane-label = 詳細
group-attention = 要対応
group-connected = 接続済み
group-available = 利用可能
group-size = { $count }件
search = 検索
search-label = アカウントとプロバイダーを検索
search-clear = 検索をクリア
search-nothing = 「{ $query }」に一致する項目はありません
search-nothing-help = プロバイダー、ニックネーム、ヒント、権限で検索できます。
search-found = { $count ->
    [0] 見つかりません
   *[other] { $count }件見つかりました
}
row-since = { $date }に接続
row-since-of = { $provider } · { $date }に接続
row-hint-of = { $provider } · { $hint }
row-check = { $provider }を確認
row-check-of = { $provider }を確認 · { $hint }
row-new = 新規
loading = アカウントを読み込み中
list-more = さらに読み込み中…
search-unread = 一覧はまだ読み込みの途中です。
foot-signed-in = { $person }としてサインイン済み
foot-signing-out = サインアウト中…
foot-demo = デモテナント

## States

state-connected = 接続済み
state-expires = { $days ->
    [0] 今日で期限切れ
   *[other] { $days }日後に期限切れ
}
state-ended = 要対応
state-disconnecting = 接続解除中
state-removed = ここから削除済み
state-as-of = { $time }時点
state-unreached = 確認できません
state-not-connected = 未接続
state-failed = 未接続
state-preparing = 準備中
state-waiting = ブラウザーで待機中
state-finishing = 完了処理中

## Menu

menu = メニュー
menu-refresh = 更新
menu-select = 複数を選択…
menu-preferences = 設定…
menu-shortcuts = キーボードショートカット
menu-doctor = すべてを確認…
menu-set-up = テナントを設定…
menu-about = { -program }について
menu-sign-out = サインアウト…

## Selection

select-title = { $count ->
    [0] アカウントを選択
   *[other] { $count }件のアカウントを選択中
}
select-lead = 一覧でアカウントにチェックを入れると、まとめて接続解除できます。

## Undo

undo = 元に戻す
undo-label = 元に戻せる接続解除
undo-name = { $title }の接続解除を元に戻す
undo-name-several = { $count }件のアカウントの接続解除を元に戻す
undo-one = { $title }は{ $seconds }秒後に接続解除されます。終了すると解除されません。
undo-several = { $count }件のアカウントは{ $seconds }秒後に接続解除されます。終了すると解除されません。
undo-said = { $title }は{ $seconds }秒後に接続解除されます。元に戻せます。
undo-said-several = { $count }件のアカウントは{ $seconds }秒後に接続解除されます。元に戻せます。
undo-said-kept = { $title }は接続されたままです。
undo-said-kept-several = { $count }件のアカウントは接続されたままです。
removed-said = { $title }をここから削除しました。{ $provider }で取り消すまで、そちらには残ることがあります。

## Shortcuts

shortcuts-title = キーボードショートカット
shortcuts-list = 一覧
shortcuts-accounts = アカウント
shortcut-search = 検索
shortcut-move = 上下に移動
shortcut-ends = 先頭と末尾に移動
shortcut-jump = 名前の頭文字で移動
shortcut-open = 詳細に移動
shortcut-back = 一覧に戻る
shortcut-rename = 名前を変更
shortcut-disconnect = 接続解除
shortcut-undo = 直前の接続解除を元に戻す
shortcut-tick = チェックを入れて複数を選択
shortcut-tick-all = すべてにチェック
shortcut-refresh = 更新
shortcut-shortcuts = このショートカット一覧を表示
key-control = Ctrl
key-home = Home
key-end = End
key-enter = Enter
key-escape = Esc
key-delete = Delete
key-space = スペース

## Preferences

preferences-title = 設定
preferences-language = 言語
preferences-language-system = システムに合わせる
preferences-return-path = ブラウザーからの戻り方
preferences-deep-link = { -program }へのリンク
preferences-deep-link-off = このコンピューターでは未設定
preferences-deep-link-elsewhere = 現在、このリンクは { $program } が受け取ります。選択すると取り戻せます。
preferences-loopback = このコンピューターのアドレス
preferences-managed = 組織によって管理されています
preferences-desktop = デスクトップ
preferences-notifications = ウィンドウが背後にある間に処理が終わったら通知する
preferences-tray = トレイに項目を表示する
preferences-start = このコンピューターへのログイン時に{ -program }を起動する

## About

about-title = { -program }について
about-version = バージョン{ $version }
about-line = Auth0プロファイルに接続したアカウントを、ひとつのウィンドウで。
about-footprint-label = 使用量
about-footprint = 起動時間{ $time } · メモリ{ $memory }
about-start = 起動時間{ $time }
about-memory = メモリ{ $memory }
about-system = システム
about-web-view = Webビュー
about-drawing = 描画
about-drawing-safe = 起動時に何も表示されなかったため、コンポジットなしで描画しています。
about-drawing-once = 今回はコンポジットなしで、次回の起動からは通常どおりに描画します。
about-draw-as-usual = 通常の描画に戻す
about-updates = 更新
updates-packages = お使いのシステムのパッケージで更新されます。
updates-nowhere = { -program }の入手元から提供されます。
updates-looking = 新しいバージョンを確認しています…
updates-current = 最新のバージョンです。
updates-available = バージョン{ $version }があります。
updates-installing = バージョン{ $version }をインストールしています。完了後、{ -program }を再起動します。
updates-install = インストールして再起動
updates-look = もう一度確認
about-logs = ログ
about-open-logs = フォルダーを開く
about-report = レポート…
about-licences = ライセンス
about-licences-reading = 一覧を読み込み中…
about-licences-count = このプログラムには{ $count }件のコンポーネントが含まれています。
about-licences-none = このビルドにはライセンスの一覧がありません。
about-licence-text = ライセンスの本文

## Setting up a tenant

set-up-title = テナントを設定する
set-up-lead = 管理者向け：{ -program } でアカウントを接続できるようにするために、Auth0 テナントに必要な設定のすべてです。ここからは何も送信されず、何も変更されません。
set-up-domain-help = Auth0 でのテナント自身のドメイン（カスタムドメインではありません）。
set-up-show = 手順を表示
set-up-steps = 手順：
set-up-dashboard = Dashboard
set-up-command-line = Auth0 CLI
set-up-terraform = Terraform
set-up-english = 手順は、Auth0 のページと同じく英語です。
set-up-copy = コピー：{ $step }
set-up-copy-all = すべてコピー
set-up-after = そのあと、テナントのドメインとアプリケーションのクライアントID を { -program } に入力してください。

## レポート

report-title = レポート
report-what = 動いているもの、設定、確認の結果、最近の失敗、ログの末尾です。キーやコード、名前、メールアドレスは含まれません。以下の各行がそのすべてです。
report-gathering = まとめています…
report-not-examined = まだ何も確認していません。すべてを確認すると、レポートがより詳しくなります。
report-examine = 先にすべてを確認
report-examining = 確認しています…
report-lines = { $title } · { $count }行
report-program = プログラム
report-settings = 設定
report-doctor = 確認の結果
report-failures = 最近の失敗
report-log = ログ
report-copy = コピー
report-save = 保存
report-saved = { $place }に保存しました

## 確認

doctor-title = すべてを確認
doctor-running = 確認しています…
doctor-all-green = すべて正常です。
doctor-some-amber = 動作しますが、確認したほうがよい点があります。
doctor-some-red = 動作しないものがあります。最初に示された項目から始めてください。ほかはその結果かもしれません。
doctor-again = もう一度確認
doctor-green = 正常
doctor-amber = 要確認
doctor-red = 動作しません
doctor-not-checked = 未確認
doctor-not-checked-because = 未確認: 先に「{ $check }」
doctor-check-keychain = キーチェーン
doctor-check-links = { -program }へのリンク
doctor-check-loopback = このコンピューターのアドレス
doctor-check-network = ネットワーク
doctor-check-certificate = 証明書
doctor-check-clock = 時計
doctor-check-discovery = テナント
doctor-check-proofs = 所有証明
doctor-check-session = サインイン
doctor-check-my-account = My Account API
doctor-check-providers = プロバイダー
doctor-check-vault = Token Vault
doctor-check-provider = プロバイダー
doctor-ports-taken = ほかのプログラムが使用中: { $ports }
doctor-proxy = プロキシ { $address } を経由
doctor-issuer = 発行者: { $name }
doctor-issuer-unknown = 発行者を確認できませんでした。
doctor-no-certificate = テナントはこのコンピューター上にあり、証明書は不要です。
doctor-skew = { $seconds ->
   *[other] { $seconds }秒のずれ
}
doctor-proofs-used = キーはこのコンピューターに結び付けられています。
doctor-proofs-not-offered = テナントが対応していません。
doctor-proofs-off = 設定でオフになっています
doctor-offered = { $count ->
   *[other] { $count }件を接続できます
}

## An account

account-can = できること
account-could = できたこと
account-nothing = 権限の一覧はありません。それでも、{ $provider }が権限を与えている場合があります。
account-details = 詳細
account-second = { $provider } · { $second }
account-nickname = ニックネーム
account-rename = ニックネームを変更
account-renamed = 名前を{ $name }にしました。
account-connected-on = 接続日
account-offline = オフラインアクセス
account-offline-yes = あり。利用していない間も動作します。
account-offline-no = なし。前回のサインインが有効な間だけ動作します。
account-expires = 有効期限
account-expires-never = 期限なし
account-expires-on = { $date } · { $days ->
    [0] 今日
   *[other] { $days }日後
}
account-ended = { $date }に終了
account-organization = 組織
account-copy-organization = 組織をコピー
account-check = 動作確認
account-check-never = まだ確認していません
account-check-now = 今すぐ確認
account-check-again = もう一度確認
account-checking = Token Vaultに問い合わせ中…
account-works-now = 正常（たった今確認）
account-works = 正常（{ $time }に確認）
account-works-not = 動作しません
account-id = アカウントID
account-copy-id = アカウントIDをコピー
account-copy-hint = アカウントのヒントをコピー
account-disconnect = 接続解除…
account-disconnecting = 接続解除中…
account-repair = 修復
account-change = 権限を変更…
account-add = 別のアカウントを追加…
account-more = その他の操作
account-change-title = { $account }の権限を変更
account-change-lead = { $provider }で、もう一度同意する必要があります。それまでは何も変わりません。
account-change-confirm = この権限を求める
account-add-title = 別の{ $provider }アカウントを追加
account-add-lead = { $provider }のページで、もう1つのアカウントを選んでください。今のアカウントはそのまま残ります。
account-ended-title = このアカウントへのアクセスは{ $date }に終了しました
account-ended-text = あなたの対応が必要です。同じアカウントと権限で修復してください。同意は1回で済みます。
account-ended-text-gone = 管理者の対応が必要です。テナントがこのプロバイダーの提供を終了したため、ここでは修復できません。
account-expires-title = このアカウントへのアクセスは{ $date }に終了します
account-expires-text = それまでに修復すれば、中断することはありません。
account-missing-title = 付与されなかった権限が{ $count }件あります
account-missing-text = あなたまたは{ $provider }が許可しなかった権限：
account-ask-again = もう一度求める
account-leave-so = このままにする
account-superseded-title = このアカウントには新しい接続があります
account-superseded-text = 修復によって新しい接続が作られ、この接続が残りました。不要になったら、この接続を解除してください。
account-superseded-disconnect = この接続を解除…
account-elsewhere-title = 別の場所で接続されました
account-elsewhere-text = { $date }に、このウィンドウ以外で接続されました。心当たりがなければ、接続を解除してください。
account-not-offered = テナントは{ $provider }の提供を終了しました。アカウントは接続されたままですが、ここで修復や変更、別のアカウントの追加はできません。
technical-scopes = 技術情報：スコープ{ $count }件
grade-identity = 本人情報
grade-offline = オフライン
grade-read = 読み取り
grade-change = 変更
grade-send = 送信
grade-pay = 支払い
grade-delete = 削除
grade-unknown = 不明
grade-always = 必須

## A provider

offer-asks = 求める権限
offer-all = すべて（{ $count }件）
offer-choose = 選択
offer-always-help = 「必須」の権限は外せません。どのアカウントかを示すもの、または{ $provider }の動作に必要なものです。
offer-offline-help = 利用していない間も動作します。
offer-none-chosen = 権限を1つ以上選んでください。
offer-asks-nothing = 求める権限は{ $provider }が決めます。同意する前に、{ $provider }のページで確認できます。
offer-hint = アカウントのヒント
offer-hint-help = メールアドレスまたはユーザー名です。{ $provider }でそのアカウントが最初に提示されます。
offer-hint-example = name@company.example
offer-nickname-help = このコンピューターだけで使う呼び名です。
offer-optional = （任意）
offer-traps = 知っておくとよいこと
offer-connect = 接続
offer-connect-again = 再接続
offer-help = ブラウザーが開きます。そこで同意するまで、何も接続されません。
offer-failed-help = 何も保存されず、{ $provider }でも何も変わっていません。ほかのアカウントに影響はありません。

## What a link proposes

proposal-title = リンクが { $provider } の接続を提案しています
proposal-text = このリンクは { -program } の外から来ました。求められる権限を確認してください。「{ offer-connect }」を押さない限り、何も行われません。
proposal-waits-text = このリンクは { -program } の外から来ました。サインインすると内容を確認できます。その後「{ offer-connect }」を押さない限り、何も行われません。
proposal-another = すでに接続している { $provider } はそのまま残ります。別のアカウントが追加されることになります。
proposal-unknown = テナントが提供していない権限も { $count } 件挙げられています：

## An attempt

attempt-left = 残り（全{ $whole }）
attempt-left-label = 残り{ $time }
attempt-step-prepare = リンクを取得
attempt-step-opened = ブラウザーを開く
attempt-step-consent = 同意を待つ
attempt-step-consent-link = { $provider }のページで同意し、「{ -program }を開く」を選んでください。
attempt-step-consent-address = { $provider }のページで同意してください。ブラウザーから自動的に戻ります。
attempt-step-sign-in = サインインを待つ
attempt-step-sign-in-link = ブラウザーでサインインして確認し、「{ -program }を開く」を選んでください。
attempt-step-sign-in-address = ブラウザーでサインインして確認してください。自動的に戻ります。
attempt-step-back = ブラウザーから戻る
attempt-step-finish = 完了処理
attempt-asks = { $provider }が求める権限
attempt-cancel = キャンセル
attempt-cancel-label = { $provider }の接続をキャンセル
attempt-copy-link = リンクをコピー
attempt-open-again = もう一度開く
attempt-meanwhile = その間も{ -program }を使い続けられます。
attempt-stuck = 何も起こりませんか？
attempt-stuck-open-text = 新しいリンクをブラウザーで開きます。前のリンクは使えなくなります。
attempt-stuck-open = 開く
attempt-stuck-copy-text = 別のブラウザーで使う新しいリンクです。使えるのは1回だけです。
attempt-stuck-copy = コピー
attempt-stuck-other = 別の方法で戻る
attempt-stuck-other-address = このコンピューターのアドレスを使って戻ります。リンクは新しくなります。
attempt-stuck-other-link = { -program }へのリンクを使って戻ります。ブラウザーのリンクは新しくなります。
attempt-stuck-switch = 切り替え
attempt-stuck-paste-title = アドレスを貼り付け
attempt-stuck-paste-text = ブラウザーに表示されているアドレスをコピーしてから、これを押してください。
attempt-stuck-paste = 貼り付け
attempt-said-preparing = { $provider }：リンクを取得しています。
attempt-said-waiting = { $provider }：ブラウザーが開き、あなたの操作を待っています。
attempt-said-finishing = { $provider }：完了処理をしています。
attempt-said-left = { $provider }：残り{ $seconds }秒です。

## The disconnect sheet

disconnect-title = { $account }の接続を解除しますか？
disconnect-title-many = { $count }件のアカウントの接続を解除しますか？
disconnect-removed = 今すぐ削除されるもの
disconnect-removed-text = { $provider }のトークンがToken Vaultから削除されます。Auth0経由でこのアカウントを使っていたアプリは、アクセスできなくなります。
disconnect-removed-text-many = これらのトークンがToken Vaultから削除されます。Auth0経由でこれらのアカウントを使っていたアプリは、アクセスできなくなります。
disconnect-remains = 取り消すまで{ $provider }に残る可能性があるもの
disconnect-remains-text = { $provider }のページには、与えた権限が残っていることがあります。{ -program }が代わりに取り消すことはできません。
disconnect-remains-no-page = { $provider }の設定で、接続済みのアプリを探してください。{ -program }が代わりに取り消すことはできません。
disconnect-remains-many = 取り消すまでプロバイダーに残る可能性があるもの
disconnect-remains-text-many = 各アカウントは、プロバイダーで確認してチェックを付けるまで、「{ group-attention }」に残ります。
disconnect-others = ほかの{ $provider }アカウント{ $count }件は接続されたままです
disconnect-others-unread = ほかの{ $provider }アカウントは接続されたままです
disconnect-undo = 10秒以内なら元に戻せます
disconnect-open-page = 完了後に{ $provider }のページを開く
disconnect-confirm = 接続解除

## Removed

removed-state = ここでは解除済み、{ $provider }を確認
removed-title = { $provider }で完了する
removed-here = ここでは解除済み
removed-here-text = { $time } · トークンはToken Vaultから削除されました。アプリはAuth0経由でこのアカウントを使えません。
removed-there = { $provider }で取り消し済み
removed-there-page = { $provider }のページでアプリを探してアクセスを取り消し、ここにチェックを付けてください。
removed-there-opened = ページをブラウザーで開きました。そこでアクセスを取り消し、ここにチェックを付けてください。
removed-there-no-page = { $provider }の設定で接続済みのアプリを探してアクセスを取り消し、ここにチェックを付けてください。
removed-help = { $provider }で取り消すまで、権限が残っていることがあります。{ -program }からそのページは見えません。
removed-foot = チェックを付けると、一覧から消えます。
removed-done = 完了しました。一覧から消えます。
removed-again = もう一度必要になったら
removed-reconnect = 前と同じように再接続
removed-reconnect-text = 同じ権限とニックネームで接続します。同意は1回で済みます。
removed-reconnect-act = 再接続

## Profiles

menu-profiles = プロファイル
menu-profile-waits = ブラウザーを待っています
menu-add-profile = プロファイルを追加…
menu-profile = このプロファイルを編集…
profile-title = プロファイル
profile-none = なし
profile-change = これらを変更…
profile-change-signed-in = 変更するには、先にサインアウトしてください。別のテナントにはプロファイルを追加してください。
profile-as-for-all = 設定と同じ
profile-proofs = キーをこのコンピューターに結び付ける
profile-proofs-help = 結び付けたもの（DPoP）は、ほかでは使えません。変更は次のサインインから有効です。
profile-proofs-auto = テナントが対応していれば
profile-proofs-on = 常に
profile-proofs-off = しない
profile-save = 保存
profile-remove = このプロファイルを削除…
remove-profile-title = 「{ $name }」を削除しますか？
remove-profile-key = キーは失われます
remove-profile-key-text = 今後受け付けないよう { $tenant } に通知され、このプロファイルのためのほかの項目とともにキーチェーンから削除されます。
remove-profile-notes = 名前とヒントは失われます
remove-profile-notes-text = アカウントに付けた名前と、削除したものの一覧を、このコンピューターは忘れます。
remove-profile-kept = アカウントは接続されたまま
remove-profile-kept-text = 接続も解除するには、先に行ってください。
remove-profile-confirm = 削除

## The sign-out sheet

sign-out-title = サインアウトしますか？
sign-out-here = このコンピューターからサインアウト
sign-out-here-text = キーチェーンからキーが削除され、今後そのキーを受け付けないよう{ $tenant }に通知されます。
sign-out-kept = アカウントは接続されたまま
sign-out-kept-text = アカウントを使うアプリは動作し続けます。もう一度サインインすると、ここに表示されます。
sign-out-browser = ブラウザーでもサインアウト
sign-out-browser-text = ブラウザーのセッションも終了し、次のサインインでは誰であるかを改めて確認します。
sign-out-confirm = サインアウト

## Failures

failure-why = 原因
failure-fix = 対処方法
failure-turn = 対応する人
failure-said = 応答
failure-retry = 再試行
failure-retry-at = { $time }以降
failure-id = エラーID
failure-copy-id = エラーIDをコピー
failure-copy-report = 管理者用にコピー
failure-command = コマンドライン
failure-copy-command = コマンドラインをコピー
failure-turn-yours = あなた
failure-turn-administrator = 管理者
failure-turn-nobody = なし（少しお待ちください）
failure-report =
    { $what }
    原因：{ $why }
    対処方法：{ $fix }
    テナント：{ $tenant }
    クライアントID：{ $clientId }
    エラーID：{ $id }
failure-report-command =
    コマンドライン：
    { $command }
failure-report-said = 応答：{ $said }

## Banners

offline-title = オフラインです。
offline-text = これは{ $time }時点の一覧です。接続や変更にはネットワークが必要です。
offline-incomplete-text = 一覧の最初の部分だけを読み込めました。接続や変更にはネットワークが必要です。
offline-retrying = 再試行中…
failed-text = これは{ $time }時点の一覧です。
failed-incomplete-text = 一覧の最初の部分だけを読み込めました。
unread-title = アカウントをまだ読み込めていません
memory-text = サインイン情報は、終了するまでメモリにだけ保持されます。

## Notices

notices-label = お知らせ
notice-connected = { $provider }を接続しました。
notice-changed-elsewhere = 前回の確認以降に別の場所で変更されました：{ $connected ->
    [0] 接続なし
   *[other] { $connected }件を接続
}、{ $disconnected ->
    [0] 接続解除なし
   *[other] { $disconnected }件を接続解除
}。
notice-connected-elsewhere = 前回の確認以降に、{ $provider }が別の場所で接続されました。
notice-disconnected-elsewhere = 前回の確認以降に、{ $provider }のアカウントが別の場所で接続解除されました。
notice-nothing-pasted = クリップボードに、進行中の操作のアドレスがありません。ブラウザーからアドレス全体をコピーし、もう一度貼り付けてください。
notice-link-copied = リンクをコピーしました。使えるのは1回だけです。
notice-unknown-link = 進行中のどの操作とも関係のないリンクを受け取りました。何も変更していません。
notice-update-available = { -program }のバージョン{ $version }があります。
notice-update-available-text = 「{ -program }について」から、いつでもインストールできます。
notice-malformed-link = { -program }が読み取れないリンクを受け取りました。何も変更していません。
notice-unknown-proposal = リンクが { $connection } の接続を提案していますが、テナントはこれを提供していません。何も変更されていません。
notice-unknown-proposal-text = 心当たりがある場合は、リンクの提供元にお問い合わせください。
notice-root = { -program }はrootとして動いています
notice-root-text = ウィンドウに欠陥があれば、コンピューター全体に影響します。終了して、ご自身のユーザーで起動してください。
notice-links-elsewhere = このコンピューターでは{ -program }へのリンクを { $program } が開きます
notice-links-elsewhere-text = 代わりに、ブラウザーはこのコンピューター自身のアドレスを通って戻ります。変更するには、設定で「{ preferences-deep-link }」を選んでください。
notice-revocation-failed = このコンピューターからはサインアウトしましたが、テナントに通知できませんでした。以前のキーは、期限が切れるまで使える可能性があります。
notice-no-answer = プログラム本体が応答しませんでした
notice-no-answer-text = { -program }を終了し、もう一度起動してください。アカウントに影響はありません。

## Empty

empty-title = 接続済みのアカウントはまだありません
empty-lead = プロバイダーを選ぶと、許可することになる内容を確認できます。
