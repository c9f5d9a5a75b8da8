### The words of the command line. Its help pages and the man page are in English only.

## Labels

command-tenant = テナント
command-organization = 組織
command-signed-in-as = サインイン中
command-return-path = 戻り方
command-keychain-label = キーチェーン
command-provider = プロバイダー
command-connection = 接続名
command-accounts = アカウント数
command-id = ID
command-hint = アカウント
command-state = 状態
command-since = 接続日
command-expires = 期限
command-permissions = 権限
command-missing = 許可されなかった権限

## Values

command-nobody = なし
command-loopback = このコンピューター自身のアドレス
command-keychain-ready = 使えます
command-keychain-locked = ロックされています
command-keychain-absent = ありません
command-keychain-refused = 正しく応答しません
command-state-connected = 接続済み
command-state-expires = まもなく期限切れ
command-state-ended = 終了：接続し直してください
command-state-disconnecting = 切断中

## What is under way

command-keychain = キーチェーンを開いています…
command-tenant-asked = テナントに問い合わせています…
command-reading = アカウントを読み込んでいます…
command-preparing = ページを準備しています…
command-waiting = ブラウザーを待っています。Ctrl-C で取り消します。
command-disconnecting = 切断しています…
command-signing-out = サインアウトしています…
command-examining = すべてを確認しています…
command-comparing = テナントを比べています…
command-applying = テナントを設定しています…

## The browser

command-link-remote = この端末は別のコンピューターのものなので、ブラウザーは開きません。
command-link-no-display = ここには画面がないので、ブラウザーは開きません。
command-link = このリンクをブラウザーで開いてください。一度だけ使えます：
command-page = このページをブラウザーで開いてください：
command-paste = そのブラウザーが別のコンピューターにある場合は、最後に表示されたアドレス全体をコピーして、ここに貼り付けてください。Ctrl-C で取り消します。
command-root = mooringはrootとして動いています。欠陥があれば、コンピューター全体に影響します。ご自身のユーザーで実行してください。
command-nothing-pasted = このアドレスは、進行中のどれにも対応しません。ブラウザーからアドレス全体をコピーしてください。
command-confirm = テナントが先に本人確認を求めています。確認のあと、続きを行います。

## Questions

command-yes = y
command-disconnect = { $name } を切断しますか？
command-remove-profile = プロファイル { $name } を削除しますか？キーは取り消され、このコンピューターには何も残りません。
command-switch = { $name } としてサインインしましたが、ここでは { $before } がサインインしていました。{ $name } として続けますか？
command-apply = { $name } をこのように変更しますか？
command-save = { $name } に保存しますか？
command-token = Management API のトークン：

## Answers

command-no-profiles = 保存されたテナントはまだありません。
command-profile-used = これからは { $name } を使います。
command-profile-removed = { $name } を削除しました。
command-no-providers = テナントには接続できるものがありません。
command-no-accounts = 接続されたアカウントはありません。
command-connected = { $name } を接続しました。
command-disconnected = { $name } を Auth0 で切断しました。
command-may-remain = { $name } 側に権限が残っていることがあります。そちらでも取り消してください。--revoke-page を付けると、{ -program } がそのページを開きます。
command-kept = { $name } は接続されたままです。
command-signed-in = { $name } としてサインインしました。
command-already-signed-in = すでに { $name } としてサインインしています。
command-signed-out = サインアウトしました。
command-already-signed-out = 誰もサインインしていません。
command-unchanged = 何も変更していません。
command-saved = { $name } に保存しました。
command-refused = テナントが { $name } を拒否しました：{ $reason }
command-demo = デモテナントは Ctrl-C まで動きます。使い方：mooring --profile { $profile } sign-in

## What went wrong

command-usage = 読み取れない指定です
    .why = { $reason }
    .fix = `mooring --help` または `mooring COMMAND --help` を実行してください。
command-interrupted = 取り消しました
    .why = Ctrl-C が押されました。ブラウザーで進行中だったことは中止しました。
    .fix = 必要なら、もう一度実行してください。
command-no-tenant = テナントが選ばれていません
    .why = 会社のサインイン先を { -program } はまだ知りません。
    .fix = `mooring --profile CLIENT_ID@DOMAIN sign-in` を実行してください。どちらも管理者が知っています。
command-not-asked = ここでは確認できません
    .why = 変更を伴う操作ですが、標準入力が端末ではないため、同意を確認できません。
    .fix = 問題なければ --yes を付けてください。
command-token-needed = トークンがありません
    .why = Management API のトークンが必要です。引数からは受け取りません。
    .fix = MOORING_MANAGEMENT_TOKEN に入れるか、標準入力に書いてください。
command-profile-unknown = プロファイル「{ $name }」はありません
    .why = その名前のプロファイルは保存されておらず、CLIENT_ID@DOMAIN の形でもありません。
    .fix = `mooring profiles` で一覧を見てください。
command-profiles-managed = プロファイルは組織によって管理されています
    .why = このコンピューターのポリシーで決められています。
    .fix = ポリシーの変更を管理者に依頼してください。
command-provider-unknown = プロバイダー「{ $name }」はありません
    .why = テナントはその名前のものを提供していません。近いもの：{ $candidates }。
    .fix = `mooring providers` で一覧を見てください。
command-permission-unknown = 権限「{ $name }」はありません
    .why = このプロバイダーにその名前の権限は求めていません。近いもの：{ $candidates }。
    .fix = `mooring providers --json` でスコープを見てください。
command-name-ambiguous = 「{ $name }」は複数を指します
    .why = 候補：{ $candidates }。
    .fix = どれか一つを全部入力してください。
command-not-signed-in = 誰もサインインしていません
    .why = このテナントの鍵がキーチェーンにありません。
    .fix = `mooring sign-in` を実行してください。
command-another-person = { $name } がサインインしましたが、受け入れませんでした
    .why = ここでは別の人がサインインしていました。{ $name } のサインインは取り消しました。
    .fix = 先に `mooring sign-out` を実行するか、前の人としてサインインしてください。
command-account-not-connected = アカウント「{ $name }」は接続されていません
    .why = その ID や名前のものはありません。近いもの：{ $candidates }。
    .fix = `mooring accounts` で一覧を見てください。
command-nothing-connected = 「{ $name }」のアカウントは接続されていません
    .why = テナントは提供していますが、まだ接続していません。
    .fix = `mooring connect { $name }` を実行してください。
command-token-rejected = { $name } がトークンを受け付けません
    .why = 別のテナントのものか、期限が切れています。
    .fix = このテナントの Management API の新しいトークンを取得してください。
command-token-scope-missing = トークンに { $scope } がありません
    .why = Management API はこの操作にそのスコープを求めます。
    .fix = { $scope } を含むトークンを取得してください。
command-not-started = { -program } を始められませんでした
    .why = { $reason }
    .fix = ホームフォルダーに書き込めることを確かめて、もう一度試してください。
