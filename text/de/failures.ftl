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

failure-domain-invalid = Das ist keine Tenant-Domain
    .why = Eine Tenant-Domain ist nur ein Hostname: kein Pfad, keine Leerzeichen, kein Benutzername.
    .fix = Die Domain in der Form acme.eu.auth0.com eingeben oder die eigene Anmeldedomain Ihres Unternehmens.
failure-domain-not-secure = Diese Adresse ist nicht sicher
    .why = Mit einfachem HTTP läge Ihr Schlüssel offen im Netzwerk. Es ist nur für diesen Computer erlaubt.
    .fix = Die Domain ohne http:// eingeben, damit HTTPS verwendet wird.
failure-client-id-invalid = Das ist keine Client-ID
    .why = Eine Client-ID ist ein einziges Wort aus Buchstaben und Ziffern, ohne Leerzeichen.
    .fix = Die Client-ID aus den Einstellungen der Anwendung in Auth0 kopieren oder Ihren Administrator danach fragen.

## Reaching the tenant

failure-tenant-unreachable = { $tenant } ist nicht erreichbar
    .why = Das Netzwerk fehlt, den Host gibt es nicht, oder eine Firewall steht dazwischen.
    .fix = Das Netzwerk und die Schreibweise der Domain prüfen, dann erneut versuchen.
failure-tenant-timed-out = { $tenant } hat nicht rechtzeitig geantwortet
    .why = Das Netzwerk oder der Tenant ist langsam.
    .fix = Einen Moment warten, dann erneut versuchen.
failure-answer-lost = Die Antwort von { $tenant } ging verloren
    .why = Die Anfrage wurde gesendet, aber die Verbindung brach ab, bevor die Antwort da war. Ihr Auftrag kann trotzdem ausgeführt worden sein.
    .fix = Vor einem neuen Versuch in die Liste sehen. Sie wird neu gelesen, sobald das Netzwerk wieder da ist.
failure-web-page-answered = Statt { $tenant } hat eine Webseite geantwortet
    .why = Dieses Netzwerk verlangt zuerst eine eigene Anmeldung, wie im Hotel oder im Zug, oder ein Firmenproxy steht dazwischen.
    .fix = Einen Browser öffnen, eine beliebige Seite laden und sich dort im Netzwerk anmelden. Dann erneut versuchen.
failure-tenant-not-trusted = { $tenant } konnte sich nicht ausweisen
    .why = Dieser Computer vertraut dem Zertifikat nicht. Es kann abgelaufen sein, oder ein Firmenproxy liest den Datenverkehr mit.
    .fix = Die Uhr dieses Computers prüfen. In einem Firmennetzwerk das Zertifikat der Firma im System installieren lassen.
failure-tenant-not-auth0 = { $tenant } ist kein Auth0-Tenant
    .why = Dort hat etwas geantwortet, aber nicht mit der Beschreibung, die jeder Tenant veröffentlicht.
    .fix = Die Domain des Tenants verwenden, etwa acme.eu.auth0.com, nicht die Adresse einer App oder Website.
failure-issuer-mismatch = { $tenant } führt einen anderen Namen
    .why = { $subject ->
        [none] Der Tenant nennt eine andere Domain als die verwendete. Ein Tenant mit Custom Domain hat zwei Domains, und sie dürfen nicht vermischt werden.
       *[other] Der Tenant nennt sich { $subject }. Ein Tenant mit Custom Domain hat zwei Domains, und sie dürfen nicht vermischt werden.
    }
    .fix = { $subject ->
        [none] Die Domain genau so eingeben, wie sich der Tenant nennt.
       *[other] { $subject } als Tenant-Domain eingeben.
    }
failure-tenant-broken = { $tenant } hat selbst ein Problem
    .why = Die Antwort war ein Serverfehler.
    .fix = Ein paar Minuten warten, dann erneut versuchen. Die Statusseite von Auth0 zeigt, ob mehr gestört ist.
failure-answer-unexpected = { $tenant } hat eine Antwort gegeben, die { -program } nicht versteht
    .why = Die Antwort entspricht nicht dem, was die My Account API zusagt. Ein Proxy kann sie verändert haben, oder der Tenant ist neuer als { -program }.
    .fix = Erneut versuchen. Bleibt es dabei, { -program } aktualisieren oder Ihrem Administrator die Fehler-ID geben.
failure-endless-pages = Die Liste nimmt kein Ende
    .why = { $tenant } hat immer wieder dieselbe Seite der Liste gesendet, daher war der Rest nicht lesbar.
    .fix = Später erneut versuchen. Bleibt es dabei, Ihrem Administrator die Fehler-ID geben: Sie ist für den Support von Auth0.
failure-rate-limited = Gerade zu viele Anfragen
    .why = { $tenant } erlaubt je Person nur wenige Anfragen pro Minute, in einem kostenlosen Tarif noch weniger.
    .fix = Etwas warten. Nichts ging verloren.

## Signing in

failure-sign-in-refused = Die Anmeldung wurde abgelehnt
    .why = Sie haben abgebrochen, oder eine Regel des Tenants lässt diese Person nicht zu.
    .fix = Erneut anmelden. Wird es wieder abgelehnt, Ihren Administrator fragen, was die Regel verlangt.
failure-sign-in-timed-out = Der Browser kam nicht zurück
    .why = Die Anmeldung wurde nicht rechtzeitig abgeschlossen, oder der Browser konnte { -program } nicht öffnen.
    .fix = Erneut anmelden und zustimmen, wenn der Browser fragt, ob er { -program } öffnen soll. Fragt er nie, in den Einstellungen „{ preferences-loopback }“ wählen. Steht auf der Seite „Callback URL mismatch“, trägt Ihr Administrator { -link-callback } oder { -address-callback } genau so unter { -callbacks } ein.
failure-sign-in-code-rejected = Die Anmeldung konnte nicht abgeschlossen werden
    .why = Was der Browser zurückbrachte, war schon verwendet, zu alt oder kam von anderswo.
    .fix = Erneut anmelden und auf der Seite abschließen, die sich öffnet.
failure-id-token-invalid = Die Anmeldung hat die Prüfung nicht bestanden
    .why = Die Angabe des Tenants, wer Sie sind, ist nicht so signiert, datiert oder adressiert, wie sie sein muss.
    .fix = Die Uhr dieses Computers prüfen, dann erneut anmelden. Bleibt es dabei, Ihrem Administrator die Fehler-ID geben.
failure-organization-mismatch = Sie haben sich bei einer anderen Organisation angemeldet
    .why = { $subject ->
        [none] Die Anmeldung gilt nicht für die Organisation, für die { -program } eingerichtet ist.
       *[other] { -program } ist für die Organisation { $subject } eingerichtet, die Anmeldung gilt aber für eine andere oder für keine.
    }
    .fix = { $subject ->
        [none] Erneut anmelden und diese Organisation wählen.
       *[other] Erneut anmelden und { $subject } wählen.
    }
failure-organization-refused = Die Organisation verweigert Ihnen den Zugang
    .why = Sie gehören nicht zu den Mitgliedern, oder Ihre Einladung wurde schon verwendet oder ist zu alt.
    .fix = Unter { -dashboard-organizations } die Organisation öffnen und Ihren Benutzer unter Members hinzufügen oder eine neue Einladung senden. Dann erneut anmelden.
failure-refresh-token-missing = Der Tenant hat keinen dauerhaften Schlüssel ausgestellt
    .why = Ohne Refresh-Token müssten Sie sich alle paar Minuten anmelden.
    .fix = In den Einstellungen der Anwendung unter { -grant-types } Refresh Token ankreuzen. Unter { -dashboard-apis } für die API { -offline } einschalten. Dann erneut anmelden.
    .command =
        # this list takes the place of the old one
        auth0 apps update { $clientId } --grants code,refresh-token
failure-session-ended = Ihre Sitzung ist beendet
    .why = Der Schlüssel in Ihrem Schlüsselbund wird nicht mehr angenommen. Er wurde widerrufen, ist abgelaufen oder wurde zweimal verwendet.
    .fix = Erneut anmelden. Ihre Konten sind weiter verbunden. Passiert es oft, stellt Ihr Administrator { -rotation-overlap } in den Einstellungen der Anwendung auf ein paar Sekunden.
failure-person-unknown = Sie sind bei { $tenant } nicht mehr bekannt
    .why = Der Benutzer, für den dieser Schlüssel ausgestellt wurde, ist dort gelöscht worden.
    .fix = Unter { -dashboard-users } nachsehen, ob der Benutzer absichtlich gelöscht wurde. Eine neue Anmeldung legt ihn neu an, wo Registrierungen erlaubt sind.
failure-person-blocked = Sie sind bei { $tenant } gesperrt
    .why = Ein Administrator oder eine Schutzfunktion des Tenants hat Ihren Benutzer gesperrt. Ihre Konten sind weiter verbunden.
    .fix = Unter { -dashboard-users } den Benutzer öffnen und Unblock wählen. Dann erneut anmelden.
failure-mfa-required = Der Tenant verlangt einen zweiten Faktor
    .why = Eine Regel von { $tenant } verlangt einen zweiten Faktor, bevor Ihre Konten angezeigt oder geändert werden. Nichts geht verloren.
    .fix = Im Browser bestätigen. Wird alle paar Minuten gefragt: Eine Action unter { -dashboard-actions } muss das Protokoll oauth2-refresh-token überspringen, oder die Richtlinie unter { -dashboard-mfa } darf nicht Always sein. Das ist Sache Ihres Administrators.
failure-authentication-unmet = Der Tenant verlangt eine frische Anmeldung
    .why = { $tenant } zeigt und ändert Konten nur innerhalb von 15 Minuten nach einer Anmeldung mit zweitem Faktor. Nichts geht verloren.
    .fix = Im Browser bestätigen. Die Regel ist die { -default-policy } der { -my-account }, „Require 2FA“; Ihr Administrator kann sie dort ausschalten.
failure-interaction-required = Der Tenant muss Sie etwas fragen
    .why = { $tenant } musste eine Seite zeigen, durfte es aber nicht. Bei einem Programm auf Ihrem Computer zeigt er immer eine: Das ist so gewollt.
    .fix = Erneut anmelden und auf der Seite antworten, die sich öffnet. Öffnet sich keine, entfernt Ihr Administrator prompt=none aus der Anmeldeseite oder Action des Tenants.
failure-proof-key-missing = Die andere Hälfte des Schlüssels fehlt
    .why = Ihr Schlüssel ist an einen zweiten im selben Schlüsselbund gebunden, und der ist nicht mehr da. Ohne ihn ist der erste wertlos.
    .fix = Erneut anmelden. Beide werden neu erzeugt, und Ihre Konten sind weiter verbunden.
failure-proof-rejected = Der Tenant erkennt den Nachweis nicht an
    .why = Jede Anfrage wird mit einem Schlüssel signiert (DPoP). Entweder geht die Uhr dieses Computers falsch, oder der Tenant erwartet einen anderen Schlüssel.
    .fix = Die Uhr dieses Computers prüfen, dann erneut anmelden. Bleibt es dabei, { -sender-constraining } in den Einstellungen der Anwendung und der { -my-account } ansehen.
failure-nonce-loop = Der Tenant weist jeden Nachweis zurück
    .why = Er verlangt bei jedem Versuch einen neuen Einmalwert (eine DPoP-Nonce). Vielleicht entfernt ein Proxy die zugehörige Kopfzeile, DPoP-Nonce.
    .fix = Die Uhr dieses Computers prüfen, dann erneut versuchen. In einem Firmennetzwerk die Kopfzeile DPoP-Nonce durchlassen.
failure-client-rejected = Der Tenant nimmt diese Anwendung nicht an
    .why = { $clientId ->
        [none] Die Client-ID ist dort unbekannt, oder die Anwendung muss sich mit einem Secret ausweisen.
       *[other] Die Client-ID { $clientId } ist dort unbekannt, oder die Anwendung muss sich mit einem Secret ausweisen.
    }
    .fix = Die Client-ID prüfen. Unter { -dashboard-applications } muss die Anwendung vom Typ { -native } sein, und unter { -credentials } muss ihre Authentifizierungsmethode { -none } sein.
failure-grant-not-allowed = Die Anwendung darf das nicht
    .why = Der Tenant hat diese Art von Anfrage für die Anwendung nicht eingeschaltet.
    .fix = In den Einstellungen der Anwendung unter { -grant-types } Authorization Code und Refresh Token ankreuzen. Um Konten zu prüfen, auch Token Vault ankreuzen.
failure-client-credential-invalid = Die Anwendung kann sich nicht ausweisen
    .why = Sie soll sich mit einem eigenen Secret oder Schlüssel anmelden. Im Schlüsselbund liegt keines von beiden, oder es ist ungültig.
    .fix = Das Secret oder den privaten Schlüssel aus { -credentials } der Anwendung unter { -dashboard-applications } nehmen und für dieses Profil neu speichern.

## What the tenant must have set up

failure-my-account-not-activated = Die My Account API ist nicht aktiviert
    .why = { $tenant } hat keine API mit der Kennung https://{ $tenant }/me/. Der Schrägstrich am Ende zählt, die Domain auch: Die kanonische und eine Custom Domain sind nicht dasselbe.
    .fix = Unter { -dashboard-apis } die { -my-account } aktivieren. Ist sie aktiv, die Domain aus ihrer Kennung verwenden. Dann erneut anmelden.
    .command = auth0 api post resource-servers --data '{"{"}"identifier":"https://{ $tenant }/me/","name":"Auth0 My Account API"{"}"}'
failure-client-not-authorized = Diese Anwendung darf die My Account API nicht nutzen
    .why = Sie hat keinen Grant, für eine angemeldete Person zu handeln. Ein Grant für die Anwendung selbst (Subject Type „client“) zählt nicht.
    .fix = Unter { -dashboard-apis } > { -my-account } > { -application-access } die Anwendung bearbeiten, { -user-access } auf { -authorized } setzen und die drei Berechtigungen für Connected Accounts ankreuzen. Dann erneut anmelden.
    .command =
        auth0 api post client-grants --data '{"{"}"client_id":"{ $clientId }","audience":"https://{ $tenant }/me/","scope":[{ -scope-list }],"subject_type":"user"{"}"}'
        # subject_type must now be "user"
        auth0 api get client-grants -q "client_id={ $clientId }"
failure-audience-missing = Der Schlüssel öffnet die My Account API nicht
    .why = Der Tenant hat ein Access-Token für eine andere API ausgestellt. Das Refresh-Token darf nicht für https://{ $tenant }/me/ verwendet werden, oder es ist älter als die Einstellung, die das erlaubt.
    .fix = In den Einstellungen der Anwendung unter { -mrrt } Edit Configuration wählen und die { -my-account } einschalten. In den Einstellungen der API { -skip-consent } einschalten. Dann erneut anmelden: Ein älterer Schlüssel erfährt davon nichts.
    .command =
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token.policies in client.json, add:
        # {"{"}"audience":"https://{ $tenant }/me/","scope":[{ -scope-list }]{"}"}
        cat client.json | auth0 api patch clients/{ $clientId }
failure-scopes-missing = Dem Schlüssel fehlt eine Berechtigung
    .why = { $subject ->
        [none] Der Tenant hat eine Berechtigung weggelassen, die { -program } braucht. Die Refresh-Token-Richtlinie oder der Grant ist enger gefasst.
       *[other] Der Tenant hat { $subject } weggelassen. Die Refresh-Token-Richtlinie oder der Grant ist enger gefasst.
    }
    .fix = { -connected-scopes } für die Anwendung ankreuzen, sowohl unter { -application-access } der { -my-account } als auch unter { -mrrt }. Dann erneut anmelden.
    .command =
        auth0 api get client-grants -q "client_id={ $clientId }" -q "subject_type=user"
        auth0 api patch client-grants/GRANT_ID --data '{"{"}"scope":[{ -scope-list }]{"}"}'
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token.policies in client.json: the same three scopes
        cat client.json | auth0 api patch clients/{ $clientId }
failure-access-token-rejected = Die My Account API hat den Schlüssel nicht angenommen
    .why = Er wurde für eine andere Domain des Tenants ausgestellt oder bevor die API, der Grant oder die Refresh-Token-Richtlinie eingerichtet war.
    .fix = Erneut anmelden. Bleibt es dabei, die Tenant-Domain mit der Kennung der API vergleichen, die https://{ $tenant }/me/ sein muss, und nachsehen, ob unter { -mrrt } die { -my-account } eingeschaltet ist.
failure-permission-missing = Eine Berechtigung fehlt
    .why = Die My Account API meldet, dass die Anwendung das nicht darf. Oft wurde nur eine der drei Berechtigungen erteilt.
    .fix = { -connected-scopes } für die Anwendung ankreuzen, unter { -application-access } der { -my-account } und unter { -mrrt }. Dann erneut anmelden.
failure-request-rejected = Der Tenant hat die Anfrage nicht angenommen
    .why = Die My Account API fand darin etwas, das sie nicht erlaubt.
    .fix = Die Berechtigungen der Connection und ihren Zweck „{ -purpose }“ prüfen. Stimmt beides, ist es ein Fehler von { -program }: die Fehler-ID melden.
failure-connection-unavailable = { $provider } lässt sich gerade nicht verbinden
    .why = { $tenant } bietet der Anwendung diese Connection nicht oder nicht mehr an.
    .fix = Unter { -dashboard-connections } die Connection öffnen: in Purpose „{ -purpose }“ einschalten und unter Applications diese Anwendung einschalten.
    .command =
        auth0 api get connections -q "fields=id,name"
        auth0 api patch connections/CONNECTION_ID --data '{"{"}"connected_accounts":{"{"}"active":true{"}"}{"}"}'
        auth0 api patch connections/CONNECTION_ID/clients --data '[{"{"}"client_id":"{ $clientId }","status":true{"}"}]'
failure-nothing-to-connect = Noch lässt sich nichts verbinden
    .why = { $tenant } bietet dieser Anwendung keine Connection an, die für Connected Accounts gedacht ist.
    .fix = Unter { -dashboard-connections } eine Connection öffnen: in Purpose „{ -purpose }“ einschalten und unter Applications diese Anwendung einschalten. Dann aktualisieren.
    .command =
        auth0 api get connections -q "fields=id,name"
        auth0 api patch connections/CONNECTION_ID --data '{"{"}"connected_accounts":{"{"}"active":true{"}"}{"}"}'
        auth0 api patch connections/CONNECTION_ID/clients --data '[{"{"}"client_id":"{ $clientId }","status":true{"}"}]'

## Connecting and disconnecting

failure-consent-refused = { $provider } wurde nicht verbunden
    .why = Sie haben nicht zugestimmt, oder { $provider } hat es nicht erlaubt.
    .fix = Erneut verbinden, wenn Sie so weit sind. Falls Sie doch zugestimmt haben, Ihren Administrator fragen, ob { $provider } die App erst freigeben muss.
failure-connect-failed = Das Verbinden mit { $provider } hat nicht geklappt
    .why = { $provider } oder der Tenant hat unterwegs abgebrochen.
    .fix = Erneut verbinden. Bleibt es dabei, die Einstellungen der Connection in Auth0 prüfen: Client-ID und Secret, und bei { $provider } die Adresse https://{ $tenant }/login/callback.
failure-connect-timed-out = Der Browser kam nicht zurück
    .why = Es wurde nicht rechtzeitig zugestimmt, oder der Browser konnte { -program } nicht öffnen.
    .fix = Erneut verbinden und zustimmen, wenn der Browser fragt, ob er { -program } öffnen soll. Fragt er nie, in den Einstellungen „{ preferences-loopback }“ wählen. Zeigt die Seite stattdessen einen Fehler, Ihrem Administrator den Wortlaut nennen: Bei einer falschen Umleitungsadresse muss { $provider } https://{ $tenant }/login/callback kennen; bei „approval_prompt“ dürfen die Upstream-Parameter der Connection diesen Wert nicht enthalten.
failure-connect-session-expired = Der Link war zu alt
    .why = Er wurde schon verwendet, oder der Tenant kennt ihn nicht mehr.
    .fix = Erneut verbinden. Jeder Link gilt einmal und nur ein paar Minuten.
failure-connect-conflict = Dieses Konto kann nicht zweimal verbunden werden
    .why = Der Tenant meldet einen Konflikt mit einem Konto, das es schon gibt, in Ihrem Profil oder in einem anderen.
    .fix = Ein anderes Konto von { $provider } verbinden oder zuerst das vorhandene trennen.
failure-connect-code-missing = Der Browser kam ohne Ergebnis zurück
    .why = Die Adresse, zu der { -program } zurückkehrt, ist für diese Anwendung vielleicht nicht erlaubt. Host, Port und Pfad müssen genau übereinstimmen: localhost ist nicht 127.0.0.1.
    .fix = { $subject ->
        [none] { -link-callback } und { -address-callback } genau so unter { -callbacks } in den Einstellungen der Anwendung eintragen. Dann erneut verbinden.
       *[other] { $subject } genau so unter { -callbacks } in den Einstellungen der Anwendung eintragen. Dann erneut verbinden.
    }
    .command =
        # this list takes the place of the old one
        auth0 apps update { $clientId } --callbacks "{ -link-callback },{ -address-callbacks }"
failure-account-unknown = Dieses Konto ist nicht mehr da
    .why = Es wurde anderswo entfernt, oder es gehört zu einem anderen Profil.
    .fix = Die Liste aktualisieren.

## Checking an account

failure-vault-token-missing = Der Vault hat keinen Schlüssel für dieses Konto
    .why = { $subject ->
        [github] GitHub gab Auth0 kein Refresh-Token. Eine klassische OAuth App tut das nie.
        [slack] Slack gab Auth0 kein Refresh-Token. Das geschieht nur mit Token Rotation.
        [google] Google gab Auth0 kein Refresh-Token. Es wurde nicht darum gebeten, oder die Entwicklerschlüssel von Auth0 sind in Gebrauch: Dann spricht die Seite von Google von „auth0.com“.
       *[other] { $provider } gab Auth0 kein Refresh-Token, daher kann der Vault nichts erneuern.
    }
    .fix = { $subject ->
        [github] In der Connection eine GitHub App verwenden und in den Einstellungen der App bei GitHub „Expire user authorization tokens“ einschalten. Dann dieses Konto trennen und erneut verbinden.
        [slack] In den Einstellungen der App bei Slack Token Rotation einschalten. Dann dieses Konto trennen und erneut verbinden.
        [google] In der Google-Connection { -offline-access } ankreuzen und eine eigene Client-ID samt Secret von Google eintragen. Dann dieses Konto trennen und erneut verbinden.
       *[other] In der Connection offline_access anfordern, sofern { $provider } es kennt. Dann dieses Konto trennen und erneut verbinden: Ein Konto behält, was es einmal bekommen hat.
    }
failure-vault-token-rejected = { $provider } nimmt dieses Konto nicht mehr an
    .why = { $subject ->
        [google] Google hat den Zugriff beendet: Sie haben ihn dort entfernt, oder er ist abgelaufen. Solange Googles Zustimmungsbildschirm auf „Testing“ steht, geschieht das nach 7 Tagen.
       *[other] { $provider } hat den Zugriff beendet: Sie haben ihn dort entfernt, er ist abgelaufen, oder eine Regel von { $provider } hat ihn zurückgenommen.
    }
    .fix = { $subject ->
        [google] Erneut verbinden, mit demselben Konto. Endet der Zugriff nach 7 Tagen wieder, veröffentlicht Ihr Administrator den Zustimmungsbildschirm bei Google.
       *[other] Erneut verbinden, mit demselben Konto. Eine Zustimmung genügt.
    }
failure-rotation-not-supported = Mit wechselndem Schlüssel lassen sich Konten nicht prüfen
    .why = Der Vault nimmt nur Refresh-Tokens, die gleich bleiben, und die dieser Anwendung wechseln bei jedem Gebrauch. Verbinden und Trennen funktionieren weiter.
    .fix = In den Einstellungen der Anwendung unter Refresh Token Rotation { -rotation } ausschalten. Dann erneut anmelden.
    .command =
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token in client.json, keep its policies, and set:
        # "rotation_type":"non-rotating"
        cat client.json | auth0 api patch clients/{ $clientId }
failure-not-resource-server = Diese Anwendung darf den Vault nicht fragen
    .why = Der Vault lässt nur Anwendungen fragen, die sich mit einem Secret oder Schlüssel ausweisen und für eine angemeldete Person handeln. Verbinden und Trennen funktionieren weiter.
    .fix = Unter { -dashboard-applications } eine verwenden, die first-party ist, deren Authentifizierungsmethode unter { -credentials } nicht { -none } ist und bei der unter { -grant-types } Token Vault angekreuzt ist.

## The keychain

failure-keychain-locked = Der Schlüsselbund ist gesperrt
    .why = Er wurde nach der Anmeldung am System nicht entsperrt, oder seine Abfrage wurde geschlossen.
    .fix = Den Schlüsselbund entsperren. Ihr System fragt nach dem Passwort.
failure-keychain-absent = Hier läuft kein Schlüsselbund
    .why = In dieser Sitzung meldet sich nichts als Schlüsselbund.
    .fix = Einen installieren und starten, etwa GNOME Keyring oder KWallet, oder in KeePassXC den Secret Service einschalten. Dann erneut versuchen.
failure-keychain-refused = Der Schlüsselbund hat mit einem Fehler geantwortet
    .why = Er ließ { -program } den eigenen Eintrag nicht lesen oder schreiben.
    .fix = { -program } in den Einstellungen des Schlüsselbunds erlauben und nachsehen, ob er eine Standardsammlung hat. Dann erneut versuchen.
failure-keychain-timed-out = Der Schlüsselbund hat nicht rechtzeitig geantwortet
    .why = Vielleicht wartet er in einem Fenster hinter diesem auf eine Antwort.
    .fix = Die Abfrage suchen, beantworten, dann erneut versuchen.
failure-keychain-corrupt = Der Eintrag im Schlüsselbund ist nicht lesbar
    .why = Eine andere Version oder ein anderes Programm hat ihn verändert.
    .fix = Erneut anmelden. Der Eintrag wird neu geschrieben.

## This computer

failure-browser-not-opened = Der Browser konnte nicht geöffnet werden
    .why = Dieser Computer hat keinen Standardbrowser, oder er ist nicht gestartet.
    .fix = In den Einstellungen des Systems einen Standardbrowser festlegen oder den Link kopieren und selbst öffnen.
failure-loopback-unavailable = Die eigene Adresse dieses Computers ist nicht nutzbar
    .why = Andere Programme belegen alle Ports, die { -program } verwenden darf.
    .fix = In den Einstellungen „{ preferences-deep-link }“ wählen oder das Programm beenden, das { $subject ->
        [none] die Ports
       *[other] { $subject }
    } belegt.
failure-links-elsewhere = Links an { -program } öffnen ein anderes Programm
    .why = { $subject ->
        [none] Ein anderes Programm bekommt die Links, über die der Browser zurückkehrt.
       *[other] { $subject } bekommt die Links, über die der Browser zurückkehrt.
    } Bis sich das ändert, kehrt er über die eigene Adresse dieses Computers zurück.
    .fix = Es ist nichts zu tun. Um die Links zurückzuholen, in den Einstellungen „{ preferences-deep-link }“ wählen.
failure-links-lost = Links kommen nicht zu { -program } zurück
    .why = { -program } hat sich selbst einen Link geschickt, und er kam nicht an. Bis einer ankommt, kehrt der Browser über die eigene Adresse dieses Computers zurück.
    .fix = Es ist nichts zu tun. Wer Links möchte, installiert { -program } aus einem Paket, damit das System sie kennt, und wählt in den Einstellungen „{ preferences-deep-link }“.
failure-clock-wrong = Die Uhr dieses Computers geht anders als die des Tenants
    .why = { $subject ->
        [none] Sie liegen mehr als eine Minute auseinander.
       *[other] Sie liegen { $subject } Sekunden auseinander.
    } { -program } rechnet das ein, aber was falsch datiert ist, kann anderswo abgelehnt werden.
    .fix = In den Systemeinstellungen die Zeit automatisch einstellen lassen.
failure-nobody-signed-in = Niemand ist angemeldet
    .why = Was der Tenant erlaubt, lässt sich nur mit dem Schlüssel einer Person sehen.
    .fix = Zum Prüfen des Übrigen anmelden.
failure-settings-not-saved = Die Einstellungen konnten nicht gespeichert werden
    .why = { $subject ->
        [none] Der Datenträger ist voll, oder der Ordner ist schreibgeschützt.
       *[other] { $subject } ist schreibgeschützt, oder der Datenträger ist voll.
    }
    .fix = Platz schaffen oder das Schreiben dort erlauben. Bis dahin bleibt Ihre Auswahl nur bis zum Beenden erhalten.
failure-settings-corrupt = Die Einstellungen konnten nicht gelesen werden
    .why = { $subject ->
        [none] Die Datei wurde von einem anderen Programm verändert oder abgeschnitten. Sie wurde beiseitegelegt.
       *[other] Die Datei wurde von einem anderen Programm verändert oder abgeschnitten. Sie liegt jetzt unter { $subject }.
    }
    .fix = { -program } neu einrichten. Der Schlüssel in Ihrem Schlüsselbund blieb unberührt.
failure-policy-corrupt = Die Richtlinie Ihrer Organisation konnte nicht gelesen werden
    .why = { $subject ->
        [none] Ihre Datei ist keine Richtlinie, die { -program } kennt.
       *[other] { $subject } ist keine Richtlinie, die { -program } kennt.
    }
    .fix = Ihren Administrator bitten, die Datei zu berichtigen. Bis dahin gelten in { -program } Ihre eigenen Einstellungen.
failure-notes-corrupt = Die Namen Ihrer Konten konnten nicht gelesen werden
    .why = Ein anderes Programm hat die Datei geändert, oder sie ist unvollständig. { $subject ->
        [none] Sie wurde gelassen, wo sie ist.
       *[other] Sie wurde nach { $subject } verschoben.
    }
    .fix = Die Konten neu benennen. Die Konten selbst sind nicht betroffen.
failure-start-at-login-not-set = Der Start mit dem Desktop konnte nicht geändert werden
    .why = Das System hat die Änderung nicht angenommen.
    .fix = In den Systemeinstellungen bei den Programmen nachsehen, die beim Anmelden starten.
failure-update-not-made = Eine neuere Version konnte nicht gesucht oder installiert werden
    .why = Die Adresse, die neue Versionen bringt, hat nicht so geantwortet, wie sie soll, oder was sie gab, ist nicht mit dem Schlüssel dieses Programms signiert. Nichts wurde geändert.
    .fix = Suchen Sie später noch einmal, oder installieren Sie die neue Version selbst.
failure-report-not-saved = Der Bericht konnte nicht gespeichert werden
    .why = { $subject ->
        [none] Der Datenträger ist voll, der Ordner ist schreibgeschützt, oder es gibt dort schon etwas mit diesem Namen.
       *[other] { $subject } gibt es schon oder ist schreibgeschützt, oder der Datenträger ist voll.
    }
    .fix = Platz schaffen oder einen anderen Ort wählen. Kopieren lässt sich der Bericht in jedem Fall.
failure-demo-not-started = Der Demo-Tenant ist nicht gestartet
    .why = Er braucht einen freien Port auf diesem Computer und bekam keinen.
    .fix = Erneut versuchen. Bleibt es dabei, verbietet vielleicht ein Sicherheitsprogramm, dass Programme auf diesem Computer Verbindungen annehmen.
failure-too-many-attempts = Zu viele Versuche gleichzeitig
    .why = Jeder Versuch hält einen Link, der bis zu Ihrer Rückkehr offen bleiben muss.
    .fix = Zuerst einen davon abschließen oder abbrechen.
failure-program-busy = { -program } nimmt gerade keine Anfrage an
    .why = Es wird beendet, oder zu viele Anfragen warten.
    .fix = Gleich noch einmal versuchen.
