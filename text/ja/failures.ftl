### What went wrong: what happened, why, and what to do.
###
### One message for each diagnosis. { $subject } and { $clientId } are "none" where nothing is known.
### Where one or two calls of Auth0's command line mend it, `.command` has them; { $tenant } and
### { $clientId } are words in capitals there where nothing is known.

-dashboard-apis = Applications > APIs
-dashboard-applications = Applications > Applications
-dashboard-connections = Authentication > Social or Enterprise
-dashboard-users = User Management > Users
-dashboard-organizations = Organizations
-dashboard-mfa = Security > Multi-factor Auth
-dashboard-actions = Actions > Triggers
-my-account = Auth0 My Account API
-application-access = Application Access
-user-access = User Access
-authorized = Authorized
-callbacks = Allowed Callback URLs
-offline = Allow Offline Access
-skip-consent = Allow Skipping User Consent
-mrrt = Multi-Resource Refresh Token
-rotation = Allow Refresh Token Rotation
-rotation-overlap = Rotation Overlap Period
-grant-types = Advanced Settings > Grant Types
-credentials = Credentials
-sender-constraining = Token Sender-Constraining
-native = Native
-none = None
-default-policy = Default Policy
-purpose = Use for Connected Accounts for Token Vault
-offline-access = Offline Access
-connected-scopes = create:me:connected_accounts, read:me:connected_accounts, delete:me:connected_accounts
-link-callback = dev.mooring.desktop://callback
-address-callback = http://127.0.0.1:18791/callback
-address-callbacks = http://127.0.0.1:18791/callback,http://127.0.0.1:18792/callback,http://127.0.0.1:18793/callback
-scope-list = "create:me:connected_accounts","read:me:connected_accounts","delete:me:connected_accounts"

## The tenant that was typed

failure-domain-invalid = テナントのドメインではありません
    .why = テナントのドメインはホスト名だけで、パス、空白、ユーザー名を含みません。
    .fix = acme.eu.auth0.comのように入力するか、会社独自のサインイン用ドメインを入力してください。
failure-domain-not-secure = このアドレスは安全ではありません
    .why = 暗号化されていないHTTPでは、キーがネットワーク上で見えてしまいます。使えるのは、このコンピューターに対してだけです。
    .fix = HTTPSが使われるように、http://を付けずにドメインを入力してください。
failure-client-id-invalid = クライアントIDではありません
    .why = クライアントIDは、空白を含まない一続きの英数字です。
    .fix = Auth0のアプリケーション設定からコピーするか、管理者にお問い合わせください。

## Reaching the tenant

failure-tenant-unreachable = { $tenant }につながりません
    .why = ネットワークにつながっていないか、ホストが存在しないか、ファイアウォールに遮られています。
    .fix = ネットワークとドメインのつづりを確認してから、もう一度お試しください。
failure-tenant-timed-out = { $tenant }から時間内に応答がありませんでした
    .why = ネットワークまたはテナントの動作が遅くなっています。
    .fix = しばらく待ってから、もう一度お試しください。
failure-answer-lost = { $tenant }からの応答が失われました
    .why = リクエストは送信されましたが、応答が届く前に通信が切れました。操作は実行されている可能性があります。
    .fix = もう一度操作する前に、一覧を確認してください。一覧は、ネットワークが復旧するとすぐに読み込み直されます。
failure-web-page-answered = { $tenant }の代わりにWebページが応答しました
    .why = ホテルや列車内のように、先にネットワークへのサインインが求められているか、会社のプロキシが間に入っています。
    .fix = ブラウザーで任意のページを開き、ネットワークにサインインしてから、もう一度お試しください。
failure-tenant-not-trusted = { $tenant }が本物であることを確認できませんでした
    .why = このコンピューターは、その証明書を信頼していません。証明書の期限が切れているか、会社のプロキシが通信を読み取っている可能性があります。
    .fix = このコンピューターの時計を確認してください。会社のネットワークでは、会社の証明書をシステムにインストールしてもらってください。
failure-tenant-not-auth0 = { $tenant }はAuth0のテナントではありません
    .why = 応答はありましたが、すべてのテナントが公開している情報がありませんでした。
    .fix = アプリやWebサイトのアドレスではなく、acme.eu.auth0.comのようなテナントのドメインを入力してください。
failure-issuer-mismatch = { $tenant }は別の名前を使っています
    .why = { $subject ->
        [none] テナントは、使用中のものとは別のドメインを名乗っています。カスタムドメインのあるテナントには2つのドメインがありますが、混ぜて使うことはできません。
       *[other] テナントは{ $subject }と名乗っています。カスタムドメインのあるテナントには2つのドメインがありますが、混ぜて使うことはできません。
    }
    .fix = { $subject ->
        [none] テナントが名乗っているとおりのドメインを入力してください。
       *[other] テナントのドメインとして{ $subject }を入力してください。
    }
failure-tenant-broken = { $tenant }で問題が起きています
    .why = サーバーエラーが返されました。
    .fix = 数分待ってから、もう一度お試しください。ほかにも障害があるかどうかは、Auth0のステータスページで確認できます。
failure-answer-unexpected = { $tenant }の応答を{ -program }が理解できません
    .why = 応答がMy Account APIの仕様と異なります。プロキシが書き換えたか、テナントが{ -program }より新しい可能性があります。
    .fix = もう一度お試しください。解決しない場合は、{ -program }を更新するか、管理者にエラーIDを伝えてください。
failure-endless-pages = 一覧に終わりがありません
    .why = { $tenant }が一覧の同じページを繰り返し返したため、残りを読み込めませんでした。
    .fix = あとでもう一度お試しください。解決しない場合は、管理者にエラーIDを伝えてください。Auth0サポートへの問い合わせに使います。
failure-rate-limited = リクエストが多すぎます
    .why = { $tenant }では、1人が1分間に送れるリクエストの数が限られています。無料プランではさらに少なくなります。
    .fix = 少しお待ちください。何も失われていません。

## Signing in

failure-sign-in-refused = サインインが拒否されました
    .why = 続行しないことを選んだか、テナントのルールがこのユーザーを許可していません。
    .fix = もう一度サインインしてください。再び拒否される場合は、ルールの条件を管理者に確認してください。
failure-sign-in-timed-out = ブラウザーから戻りませんでした
    .why = サインインが時間内に完了しなかったか、ブラウザーが{ -program }を開けませんでした。
    .fix = もう一度サインインし、{ -program }を開くかどうかをブラウザーが尋ねたら許可してください。尋ねられない場合は、設定で「{ preferences-loopback }」を選びます。ページに「Callback URL mismatch」と表示される場合は、管理者が{ -link-callback }または{ -address-callback }をこのとおりに「{ -callbacks }」へ追加する必要があります。
failure-sign-in-code-rejected = サインインを完了できませんでした
    .why = ブラウザーから返された情報が、使用済みか、古すぎるか、別の場所から来たものでした。
    .fix = もう一度サインインし、開いたページで完了してください。
failure-id-token-invalid = サインインの検証に失敗しました
    .why = あなたが誰であるかを示すテナントの情報は、署名、日時、宛先のいずれかが正しくありません。
    .fix = このコンピューターの時計を確認してから、もう一度サインインしてください。解決しない場合は、管理者にエラーIDを伝えてください。
failure-organization-mismatch = 別の組織にサインインしました
    .why = { $subject ->
        [none] サインインした組織が、{ -program }に設定されている組織と異なります。
       *[other] { -program }には組織「{ $subject }」が設定されていますが、別の組織に、または組織なしでサインインしました。
    }
    .fix = { $subject ->
        [none] もう一度サインインし、設定されている組織を選んでください。
       *[other] もう一度サインインし、「{ $subject }」を選んでください。
    }
failure-organization-refused = 組織へのサインインが許可されていません
    .why = その組織のメンバーではないか、招待が使用済みまたは期限切れです。
    .fix = 「{ -dashboard-organizations }」で組織を開き、「Members」にこのユーザーを追加するか、新しい招待を送ります。その後、もう一度サインインしてください。
failure-refresh-token-missing = 長期間使えるキーがテナントから発行されませんでした
    .why = リフレッシュトークンがないと、数分ごとにサインインが必要になります。
    .fix = アプリケーション設定の「{ -grant-types }」で「Refresh Token」を選択します。「{ -dashboard-apis }」でAPIの「{ -offline }」をオンにします。その後、もう一度サインインしてください。
    .command =
        # this list takes the place of the old one
        auth0 apps update { $clientId } --grants code,refresh-token
failure-session-ended = セッションが終了しました
    .why = キーチェーンのキーは、もう受け付けられません。取り消されたか、期限が切れたか、2回使われました。
    .fix = もう一度サインインしてください。アカウントは接続されたままです。頻繁に起きる場合は、管理者がアプリケーション設定の「{ -rotation-overlap }」を数秒に設定します。
failure-person-unknown = { $tenant }にあなたのユーザーが見つかりません
    .why = このキーを受け取ったユーザーは、テナントから削除されました。
    .fix = 「{ -dashboard-users }」で、ユーザーが意図して削除されたのかを確認してください。サインアップが許可されていれば、もう一度サインインすると新しいユーザーが作成されます。
failure-person-blocked = { $tenant }でブロックされています
    .why = 管理者またはテナントの保護機能が、あなたのユーザーをブロックしました。アカウントは接続されたままです。
    .fix = 「{ -dashboard-users }」でユーザーを開き、「Unblock」を選びます。その後、もう一度サインインしてください。
failure-mfa-required = テナントが第2要素での認証を求めています
    .why = アカウントの表示や変更の前に第2要素での認証を求めるルールが、{ $tenant }にあります。何も失われていません。
    .fix = ブラウザーで確認してください。数分ごとに求められる場合は、管理者の対応が必要です。「{ -dashboard-actions }」のActionでプロトコルoauth2-refresh-tokenを除外するか、「{ -dashboard-mfa }」のポリシーを「Always」以外にします。
failure-authentication-unmet = テナントが新たなサインインを求めています
    .why = { $tenant }でアカウントを表示、変更できるのは、第2要素を使ったサインインから15分以内だけです。何も失われていません。
    .fix = ブラウザーで確認してください。このルールは、{ -my-account }の「{ -default-policy }」にある「Require 2FA」です。管理者はそこでオフにできます。
failure-interaction-required = テナントからの確認が必要です
    .why = { $tenant }はページを表示する必要がありましたが、表示しないよう指示されていました。コンピューター上のプログラムには必ずページを表示する仕様です。
    .fix = もう一度サインインし、開いたページで答えてください。ページが開かない場合は、管理者がテナントのサインインページまたはActionからprompt=noneを取り除く必要があります。
failure-proof-key-missing = キーのもう半分がなくなりました
    .why = キーは、同じキーチェーンにあるもう1つのキーと結び付いていますが、そのキーがありません。片方だけでは使えません。
    .fix = もう一度サインインしてください。どちらも新しく作られます。アカウントは接続されたままです。
failure-proof-rejected = テナントが証明を認めませんでした
    .why = 各リクエストはキーで署名されます（DPoP）。このコンピューターの時計がずれているか、テナントが別のキーを求めています。
    .fix = このコンピューターの時計を確認してから、もう一度サインインしてください。解決しない場合は、アプリケーションと{ -my-account }の設定で「{ -sender-constraining }」を確認してください。
failure-nonce-loop = テナントがすべての証明を拒否します
    .why = 送信のたびに、新しい使い捨ての値（DPoPのnonce）が求められます。プロキシがDPoP-Nonceヘッダーを取り除いている可能性があります。
    .fix = このコンピューターの時計を確認してから、もう一度お試しください。会社のネットワークでは、DPoP-Nonceヘッダーを通すようにしてください。
failure-client-rejected = テナントがこのアプリケーションを受け付けません
    .why = { $clientId ->
        [none] クライアントIDがテナントにないか、アプリケーションがシークレットで自身を証明する必要があります。
       *[other] クライアントID「{ $clientId }」がテナントにないか、アプリケーションがシークレットで自身を証明する必要があります。
    }
    .fix = クライアントIDを確認してください。「{ -dashboard-applications }」で、アプリケーションの種類が「{ -native }」であり、「{ -credentials }」の認証方法が「{ -none }」である必要があります。
failure-grant-not-allowed = アプリケーションにこの操作は許可されていません
    .why = テナントで、この種類のリクエストがアプリケーションに対して有効になっていません。
    .fix = アプリケーション設定の「{ -grant-types }」で「Authorization Code」と「Refresh Token」を選択します。アカウントの動作を確認するには、「Token Vault」も選択します。
failure-client-credential-invalid = アプリケーションが自身を証明できません
    .why = 専用のシークレットまたはキーでサインインするよう設定されていますが、キーチェーンにないか、正しいものではありません。
    .fix = 「{ -dashboard-applications }」でアプリケーションの「{ -credentials }」からシークレットまたは秘密鍵を取得し、このプロファイルに保存し直してください。

## What the tenant must have set up

failure-my-account-not-activated = My Account APIが有効になっていません
    .why = { $tenant }に、識別子がhttps://{ $tenant }/me/のAPIがありません。末尾のスラッシュもドメインも一致する必要があり、標準のドメインとカスタムドメインは区別されます。
    .fix = 「{ -dashboard-apis }」で{ -my-account }を有効にします。すでに有効な場合は、その識別子と同じドメインを使います。その後、もう一度サインインしてください。
    .command = auth0 api post resource-servers --data '{"{"}"identifier":"https://{ $tenant }/me/","name":"Auth0 My Account API"{"}"}'
failure-client-not-authorized = このアプリケーションはMy Account APIを使えません
    .why = サインインした人の代わりに操作する許可がありません。アプリケーション自体への許可（サブジェクトの種類が「client」）は対象外です。
    .fix = 「{ -dashboard-apis } > { -my-account } > { -application-access }」でアプリケーションを編集し、「{ -user-access }」を「{ -authorized }」にして、Connected Accountsの3つの権限を選択します。その後、もう一度サインインしてください。
    .command =
        auth0 api post client-grants --data '{"{"}"client_id":"{ $clientId }","audience":"https://{ $tenant }/me/","scope":[{ -scope-list }],"subject_type":"user"{"}"}'
        # subject_type must now be "user"
        auth0 api get client-grants -q "client_id={ $clientId }"
failure-audience-missing = このキーではMy Account APIを使えません
    .why = テナントが別のAPI用のアクセストークンを発行しました。リフレッシュトークンがhttps://{ $tenant }/me/に対して許可されていないか、許可する設定より前に作られたものです。
    .fix = アプリケーション設定の「{ -mrrt }」で「Edit Configuration」を選び、{ -my-account }をオンにします。APIの設定で「{ -skip-consent }」をオンにします。その後、もう一度サインインしてください。以前のキーには、この設定は反映されません。
    .command =
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token.policies in client.json, add:
        # {"{"}"audience":"https://{ $tenant }/me/","scope":[{ -scope-list }]{"}"}
        cat client.json | auth0 api patch clients/{ $clientId }
failure-scopes-missing = キーの権限が足りません
    .why = { $subject ->
        [none] { -program }に必要な権限を、テナントが与えませんでした。リフレッシュトークンのポリシーまたは許可の範囲が狭くなっています。
       *[other] テナントが{ $subject }を与えませんでした。リフレッシュトークンのポリシーまたは許可の範囲が狭くなっています。
    }
    .fix = アプリケーションに対し、{ -my-account }の「{ -application-access }」と「{ -mrrt }」の両方で{ -connected-scopes }を選択します。その後、もう一度サインインしてください。
    .command =
        auth0 api get client-grants -q "client_id={ $clientId }" -q "subject_type=user"
        auth0 api patch client-grants/GRANT_ID --data '{"{"}"scope":[{ -scope-list }]{"}"}'
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token.policies in client.json: the same three scopes
        cat client.json | auth0 api patch clients/{ $clientId }
failure-access-token-rejected = My Account APIがキーを受け付けませんでした
    .why = キーが、テナントの別のドメイン用に発行されたか、API、許可、リフレッシュトークンのポリシーを設定する前に発行されました。
    .fix = もう一度サインインしてください。解決しない場合は、テナントのドメインとAPIの識別子を比べます。識別子はhttps://{ $tenant }/me/である必要があります。また、「{ -mrrt }」で{ -my-account }がオンになっていることを確認してください。
failure-permission-missing = 権限が足りません
    .why = My Account APIによると、アプリケーションにこの操作は許可されていません。3つの権限のうち1つしか与えられていないことがよくあります。
    .fix = アプリケーションに対し、{ -my-account }の「{ -application-access }」と「{ -mrrt }」で{ -connected-scopes }を選択します。その後、もう一度サインインしてください。
failure-request-rejected = テナントがリクエストを受け付けませんでした
    .why = My Account APIが許可していない内容が、リクエストに含まれています。
    .fix = コネクションの権限と用途「{ -purpose }」を確認してください。どちらも正しい場合は{ -program }の不具合です。エラーIDを報告してください。
failure-connection-unavailable = { $provider }は現在接続できません
    .why = { $tenant }は、このコネクションをアプリケーションに提供していないか、提供を終了しました。
    .fix = 「{ -dashboard-connections }」でコネクションを開き、「Purpose」で「{ -purpose }」を、「Applications」でこのアプリケーションをオンにします。
    .command =
        auth0 api get connections -q "fields=id,name"
        auth0 api patch connections/CONNECTION_ID --data '{"{"}"connected_accounts":{"{"}"active":true{"}"}{"}"}'
        auth0 api patch connections/CONNECTION_ID/clients --data '[{"{"}"client_id":"{ $clientId }","status":true{"}"}]'
failure-nothing-to-connect = 接続できるものがまだありません
    .why = { $tenant }は、アカウントの接続に使えるコネクションをこのアプリケーションに提供していません。
    .fix = 「{ -dashboard-connections }」でコネクションを開き、「Purpose」で「{ -purpose }」を、「Applications」でこのアプリケーションをオンにします。その後、一覧を更新してください。
    .command =
        auth0 api get connections -q "fields=id,name"
        auth0 api patch connections/CONNECTION_ID --data '{"{"}"connected_accounts":{"{"}"active":true{"}"}{"}"}'
        auth0 api patch connections/CONNECTION_ID/clients --data '[{"{"}"client_id":"{ $clientId }","status":true{"}"}]'

## Connecting and disconnecting

failure-consent-refused = { $provider }は接続されませんでした
    .why = 同意しないことを選んだか、{ $provider }が許可しませんでした。
    .fix = 準備ができたら、もう一度接続してください。同意したのに接続されない場合は、先に{ $provider }によるアプリの承認が必要かどうかを管理者に確認してください。
failure-connect-failed = { $provider }を接続できませんでした
    .why = { $provider }またはテナントが、途中で処理を中止しました。
    .fix = もう一度接続してください。解決しない場合は、Auth0のコネクション設定でクライアントIDとシークレットを、{ $provider }でアドレスhttps://{ $tenant }/login/callbackを確認してください。
failure-connect-timed-out = ブラウザーから戻りませんでした
    .why = 時間内に同意がなかったか、ブラウザーが{ -program }を開けませんでした。
    .fix = もう一度接続し、{ -program }を開くかどうかをブラウザーが尋ねたら許可してください。尋ねられない場合は、設定で「{ preferences-loopback }」を選びます。ページにエラーが表示される場合は、その文言を管理者に伝えてください。リダイレクト先のアドレスが誤っている場合は、https://{ $tenant }/login/callbackを{ $provider }に登録する必要があります。「approval_prompt」とある場合は、コネクションのアップストリームパラメーターからそれを取り除く必要があります。
failure-connect-session-expired = リンクが古すぎました
    .why = 使用済みか、テナントにもう記録がありません。
    .fix = もう一度接続してください。リンクが使えるのは、数分以内に1回だけです。
failure-connect-conflict = このアカウントを重ねて接続することはできません
    .why = テナントによると、このプロファイルまたは別のプロファイルにある既存のアカウントと競合しています。
    .fix = { $provider }の別のアカウントを接続するか、先に既存のアカウントの接続を解除してください。
failure-connect-code-missing = ブラウザーから結果が返されませんでした
    .why = { -program }の戻り先アドレスが、このアプリケーションに許可されていない可能性があります。ホスト、ポート、パスは完全に一致する必要があります。localhostと127.0.0.1は別のものです。
    .fix = { $subject ->
        [none] アプリケーション設定の「{ -callbacks }」に、{ -link-callback }と{ -address-callback }をこのとおりに追加します。その後、もう一度接続してください。
       *[other] アプリケーション設定の「{ -callbacks }」に、{ $subject }をこのとおりに追加します。その後、もう一度接続してください。
    }
    .command =
        # this list takes the place of the old one
        auth0 apps update { $clientId } --callbacks "{ -link-callback },{ -address-callbacks }"
failure-account-unknown = このアカウントはもうありません
    .why = ほかの場所で削除されたか、別のプロファイルのアカウントです。
    .fix = 一覧を更新してください。

## Checking an account

failure-vault-token-missing = Token Vaultにこのアカウントのキーがありません
    .why = { $subject ->
        [github] GitHubがAuth0にリフレッシュトークンを渡しませんでした。従来のOAuth Appでは発行されません。
        [slack] SlackがAuth0にリフレッシュトークンを渡しませんでした。発行されるのは、トークンのローテーションを使う場合だけです。
        [google] GoogleがAuth0にリフレッシュトークンを渡しませんでした。要求しなかったか、Auth0の開発用キーが使われています。後者の場合、Googleのページには「auth0.com」と表示されます。
       *[other] { $provider }がAuth0にリフレッシュトークンを渡さなかったため、Token Vaultはアクセスを更新できません。
    }
    .fix = { $subject ->
        [github] コネクションにGitHub Appを使い、GitHubにあるアプリの設定で「Expire user authorization tokens」をオンにします。その後、このアカウントの接続を解除し、もう一度接続してください。
        [slack] Slackにあるアプリの設定で「Token Rotation」をオンにします。その後、このアカウントの接続を解除し、もう一度接続してください。
        [google] Googleのコネクションで「{ -offline-access }」を選択し、Googleで取得した自社のクライアントIDとシークレットを入力します。その後、このアカウントの接続を解除し、もう一度接続してください。
       *[other] { $provider }が対応していれば、コネクションでoffline_accessを要求します。一度与えられた内容は変わらないため、このアカウントの接続を解除し、もう一度接続してください。
    }
failure-vault-token-rejected = { $provider }がこのアカウントを受け付けなくなりました
    .why = { $subject ->
        [google] Googleがアクセスを終了しました。あなたがGoogle側で削除したか、期限が切れました。Googleの同意画面が「テスト中」（Testing）の場合は、7日後に終了します。
       *[other] { $provider }がアクセスを終了しました。あなたが{ $provider }側で削除したか、期限が切れたか、{ $provider }のルールによって取り消されました。
    }
    .fix = { $subject ->
        [google] 同じアカウントでもう一度接続してください。再び7日で終了する場合は、管理者がGoogleで同意画面を公開する必要があります。
       *[other] 同じアカウントでもう一度接続してください。同意は1回で済みます。
    }
failure-rotation-not-supported = ローテーションするキーではアカウントの動作を確認できません
    .why = Token Vaultが受け付けるのは変わらないリフレッシュトークンだけですが、このアプリケーションのリフレッシュトークンは使うたびに変わります。接続と接続解除は引き続きできます。
    .fix = アプリケーション設定の「Refresh Token Rotation」で「{ -rotation }」をオフにします。その後、もう一度サインインしてください。
    .command =
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token in client.json, keep its policies, and set:
        # "rotation_type":"non-rotating"
        cat client.json | auth0 api patch clients/{ $clientId }
failure-not-resource-server = このアプリケーションはToken Vaultに問い合わせできません
    .why = Token Vaultに問い合わせできるのは、シークレットまたはキーで自身を証明し、サインインした人の代わりに操作するアプリケーションだけです。接続と接続解除は引き続きできます。
    .fix = 「{ -dashboard-applications }」で、ファーストパーティで、「{ -credentials }」の認証方法が「{ -none }」以外で、「{ -grant-types }」の「Token Vault」が選択されているアプリケーションを使ってください。

## The keychain

failure-keychain-locked = キーチェーンがロックされています
    .why = システムへのサインイン後にロックが解除されていないか、確認画面が閉じられました。
    .fix = ロックを解除してください。システムがパスワードを求めます。
failure-keychain-absent = キーチェーンが動作していません
    .why = このセッションには、キーチェーンとして応答するものがありません。
    .fix = GNOME KeyringやKWalletなどをインストールして起動するか、KeePassXCでSecret Serviceをオンにしてください。その後、もう一度お試しください。
failure-keychain-refused = キーチェーンがエラーを返しました
    .why = { -program }の項目の読み書きが許可されませんでした。
    .fix = キーチェーンの設定で{ -program }を許可し、既定のコレクションがあることを確認してください。その後、もう一度お試しください。
failure-keychain-timed-out = キーチェーンから時間内に応答がありませんでした
    .why = このウィンドウの後ろにある確認画面で、回答を待っている可能性があります。
    .fix = 確認画面を探して回答してから、もう一度お試しください。
failure-keychain-corrupt = キーチェーンの項目を読み取れません
    .why = 別のバージョンまたは別のプログラムが変更しました。
    .fix = もう一度サインインしてください。項目は新しく書き込まれます。

## This computer

failure-browser-not-opened = ブラウザーを開けませんでした
    .why = このコンピューターに既定のブラウザーがないか、ブラウザーが起動しませんでした。
    .fix = システムの設定で既定のブラウザーを選ぶか、リンクをコピーして自分で開いてください。
failure-loopback-unavailable = このコンピューターのアドレスを使えません
    .why = { -program }が使えるポートを、ほかのプログラムがすべて使っています。
    .fix = 設定で「{ preferences-deep-link }」を選ぶか、{ $subject ->
        [none] ポート
       *[other] { $subject }
    }を使っているプログラムを終了してください。
failure-links-elsewhere = { -program }へのリンクで別のプログラムが開きます
    .why = { $subject ->
        [none] ブラウザーから戻るためのリンクを、別のプログラムが受け取っています。
       *[other] ブラウザーから戻るためのリンクを、{ $subject }が受け取っています。
    }それまでは、このコンピューターのアドレスを使って戻ります。
    .fix = 操作は必要ありません。リンクを取り戻すには、設定で「{ preferences-deep-link }」を選んでください。
failure-links-lost = リンクが{ -program }に戻ってきません
    .why = { -program }が自分あてに送ったリンクが届きませんでした。届くまでは、このコンピューターのアドレスを使ってブラウザーから戻ります。
    .fix = 操作は必要ありません。リンクを使うには、システムがリンクを認識できるように{ -program }をパッケージからインストールし、設定で「{ preferences-deep-link }」を選んでください。
failure-clock-wrong = このコンピューターの時計がテナントとずれています
    .why = { $subject ->
        [none] 1分以上ずれています。
       *[other] { $subject }秒ずれています。
    }{ -program }はずれを補正しますが、日時の誤ったものはほかで拒否されることがあります。
    .fix = システムの設定で、時刻の自動設定をオンにしてください。
failure-nobody-signed-in = サインインしていません
    .why = テナントが何を許可しているかは、サインインした人のキーでしか確認できません。
    .fix = 残りを確認するには、サインインしてください。
failure-settings-not-saved = 設定を保存できませんでした
    .why = { $subject ->
        [none] ディスクに空きがないか、フォルダーへの書き込みが許可されていません。
       *[other] { $subject }への書き込みが許可されていないか、ディスクに空きがありません。
    }
    .fix = 空き領域を増やすか、書き込みを許可してください。それまで、設定は終了するまでの間だけ有効です。
failure-settings-corrupt = 設定を読み込めませんでした
    .why = { $subject ->
        [none] ファイルがほかのプログラムに変更されたか、途中で切れていたため、別の場所に移しました。
       *[other] ファイルがほかのプログラムに変更されたか、途中で切れていたため、{ $subject }に移しました。
    }
    .fix = { -program }をもう一度設定してください。キーチェーンのキーはそのまま残っています。
failure-policy-corrupt = 組織のポリシーを読み込めませんでした
    .why = { $subject ->
        [none] ポリシーのファイルは、{ -program }が認識できるものではありません。
       *[other] { $subject }は、{ -program }が認識できるポリシーではありません。
    }
    .fix = ファイルの修正を管理者に依頼してください。それまで{ -program }はあなた自身の設定で動作します。
failure-notes-corrupt = アカウントの名前を読み取れませんでした
    .why = ほかのプログラムがファイルを変更したか、ファイルが途中で切れています。{ $subject ->
        [none] ファイルはそのまま残してあります。
       *[other] ファイルは{ $subject }に移しました。
    }
    .fix = アカウントにもう一度名前を付けてください。アカウント自体に影響はありません。
failure-start-at-login-not-set = ログイン時の起動を変更できませんでした
    .why = システムが変更を受け付けませんでした。
    .fix = システム設定の自動起動するアプリの一覧で確認してください。
failure-update-not-made = 新しいバージョンを確認またはインストールできませんでした
    .why = 新しいバージョンの配布元が正しく応答しなかったか、受け取ったものがこのプログラムの鍵で署名されていません。何も変更していません。
    .fix = 後でもう一度確認するか、新しいバージョンを手動でインストールしてください。
failure-report-not-saved = レポートを保存できませんでした
    .why = { $subject ->
        [none] ディスクに空きがないか、フォルダーへの書き込みが許可されていないか、同じ名前のものがすでにあります。
       *[other] { $subject }がすでにあるか、書き込みが許可されていないか、ディスクに空きがありません。
    }
    .fix = 空き領域を増やすか、別の場所を選んでください。レポートのコピーはいつでもできます。
failure-demo-not-started = デモテナントを開始できませんでした
    .why = このコンピューターの空きポートが必要ですが、確保できませんでした。
    .fix = もう一度お試しください。解決しない場合は、セキュリティソフトがこのコンピューターでの待ち受けを禁止している可能性があります。
failure-too-many-attempts = 同時に進行している接続が多すぎます
    .why = 接続ごとに、あなたが戻るまで有効なリンクが1つ必要です。
    .fix = 先に、進行中のいずれかを完了するかキャンセルしてください。
failure-program-busy = { -program }は現在、リクエストを受け付けられません
    .why = 終了処理中か、待機中のリクエストが多すぎます。
    .fix = しばらくしてから、もう一度お試しください。
