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

failure-domain-invalid = This is not a tenant domain
    .why = A tenant domain is a host name only: no path, no spaces, no user name.
    .fix = Enter it like acme.eu.auth0.com, or your company’s own sign-in domain.
failure-domain-not-secure = This address is not secure
    .why = Plain HTTP would show your key to the network. It is allowed for this computer only.
    .fix = Enter the domain without http://, so that HTTPS is used.
failure-client-id-invalid = This is not a client ID
    .why = A client ID is one word of letters and digits, without spaces.
    .fix = Copy it from the application’s settings in Auth0, or ask your administrator for it.

## Reaching the tenant

failure-tenant-unreachable = { $tenant } cannot be reached
    .why = There is no network, no such host, or a firewall is in between.
    .fix = Check the network and the spelling of the domain, then try again.
failure-tenant-timed-out = { $tenant } did not answer in time
    .why = The network or the tenant is slow.
    .fix = Wait a moment, then try again.
failure-answer-lost = The answer of { $tenant } was lost
    .why = The request went out, but the connection broke before the answer was here. What you asked for may have happened all the same.
    .fix = Look at the list before you ask again. It is read anew as soon as the network is back.
failure-web-page-answered = A web page answered in place of { $tenant }
    .why = This network wants you to sign in to it first, as in a hotel or on a train, or a company proxy stands in between.
    .fix = Open a browser, load any page and sign in to the network there. Then try again.
failure-tenant-not-trusted = { $tenant } could not prove who it is
    .why = Its certificate is not trusted on this computer. It may be expired, or a company proxy may be reading the traffic.
    .fix = Check this computer’s clock. On a company network, have the company’s certificate installed in the system.
failure-tenant-not-auth0 = { $tenant } is not an Auth0 tenant
    .why = Something answered there, but not with the description that every tenant publishes.
    .fix = Use the tenant’s domain, such as acme.eu.auth0.com, and not the address of an app or website.
failure-issuer-mismatch = { $tenant } goes by another name
    .why = { $subject ->
        [none] The tenant calls itself by another domain than the one in use. A tenant with a custom domain answers to two, and they must not be mixed.
       *[other] The tenant calls itself { $subject }. A tenant with a custom domain answers to two, and they must not be mixed.
    }
    .fix = { $subject ->
        [none] Enter the domain exactly as the tenant calls itself.
       *[other] Enter { $subject } as the tenant domain.
    }
failure-tenant-broken = { $tenant } has a problem of its own
    .why = It answered with a server error.
    .fix = Wait a few minutes, then try again. Auth0’s status page says whether more is wrong.
failure-answer-unexpected = { $tenant } gave an answer that { -program } does not understand
    .why = The answer is not what the My Account API promises. A proxy may have changed it, or the tenant is newer than { -program }.
    .fix = Try again. If it stays, update { -program }, or give your administrator the error ID.
failure-endless-pages = The list has no end
    .why = { $tenant } sent the same page of the list again and again, so the rest could not be read.
    .fix = Try again later. If it stays, give your administrator the error ID: it is for Auth0’s support.
failure-rate-limited = Too many requests just now
    .why = { $tenant } allows only a few requests a minute for each person, and fewer on a free plan.
    .fix = Wait a little. Nothing was lost.

## Signing in

failure-sign-in-refused = The sign-in was refused
    .why = You chose not to continue, or a rule of the tenant does not let this person in.
    .fix = Sign in again. If it is refused again, ask your administrator what the rule wants.
failure-sign-in-timed-out = The browser did not come back
    .why = The sign-in was not finished in time, or the browser could not open { -program }.
    .fix = Sign in again, and agree when the browser asks whether to open { -program }. If it never asks, choose “{ preferences-loopback }” in the preferences. If the page says “Callback URL mismatch”, your administrator adds { -link-callback } or { -address-callback }, exactly, to { -callbacks }.
failure-sign-in-code-rejected = The sign-in could not be finished
    .why = What the browser brought back had been used already, was too old, or came from elsewhere.
    .fix = Sign in again, and finish it in the page that opens.
failure-id-token-invalid = The sign-in did not pass its checks
    .why = The tenant’s statement of who you are is not signed, dated or addressed as it must be.
    .fix = Check this computer’s clock, then sign in again. If it stays, give your administrator the error ID.
failure-organization-mismatch = You signed in to another organization
    .why = { $subject ->
        [none] The sign-in is not for the organization that { -program } is set up for.
       *[other] { -program } is set up for the organization { $subject }, and the sign-in is for another one, or for none.
    }
    .fix = { $subject ->
        [none] Sign in again, and choose that organization.
       *[other] Sign in again, and choose { $subject }.
    }
failure-organization-refused = The organization does not let you in
    .why = You are not one of its members, or your invitation was used or is too old.
    .fix = Under { -dashboard-organizations }, open the organization and add you under Members, or send a new invitation. Then sign in again.
failure-refresh-token-missing = The tenant gave no lasting key
    .why = Without a refresh token you would have to sign in every few minutes.
    .fix = In the application’s settings, under { -grant-types }, tick Refresh Token. Under { -dashboard-apis }, turn on { -offline } for the API. Then sign in again.
    .command =
        # this list takes the place of the old one
        auth0 apps update { $clientId } --grants code,refresh-token
failure-session-ended = Your session ended
    .why = The key in your keychain is no longer accepted. It was revoked, it expired, or it was used twice.
    .fix = Sign in again. Your accounts are still connected. If it happens often, your administrator sets { -rotation-overlap } in the application’s settings to a few seconds.
failure-person-unknown = You are no longer known at { $tenant }
    .why = The user that this key was given to was deleted there.
    .fix = Under { -dashboard-users }, see whether the user was deleted on purpose. Signing in again makes a new one where sign-ups are allowed.
failure-person-blocked = You are blocked at { $tenant }
    .why = An administrator or a protection of the tenant blocked your user. Your accounts are still connected.
    .fix = Under { -dashboard-users }, open the user and choose Unblock. Then sign in again.
failure-mfa-required = The tenant wants a second factor
    .why = A rule of { $tenant } asks for a second factor before your accounts are shown or changed. Nothing is lost.
    .fix = Confirm in the browser. If it asks every few minutes: an Action under { -dashboard-actions } must skip the protocol oauth2-refresh-token, or the policy under { -dashboard-mfa } must not be Always. That is for your administrator.
failure-authentication-unmet = The tenant wants a fresh sign-in
    .why = { $tenant } shows and changes accounts only within 15 minutes of a sign-in with a second factor. Nothing is lost.
    .fix = Confirm in the browser. The rule is the { -default-policy } of the { -my-account }, “Require 2FA”; your administrator may turn it off there.
failure-interaction-required = The tenant has to ask you something
    .why = { $tenant } had to show a page and was told not to. For a program on your computer it always shows one: that is by design.
    .fix = Sign in again, and answer the page that opens. If no page opens, your administrator takes prompt=none out of the tenant’s sign-in page or Action.
failure-proof-key-missing = The key’s other half is gone
    .why = Your key is bound to a second one in the same keychain, and that one is no longer there. The first is worth nothing without it.
    .fix = Sign in again. Both are made anew, and your accounts are still connected.
failure-proof-rejected = The tenant does not believe the proof
    .why = Each request is signed with a key (DPoP). Either this computer’s clock is wrong, or the tenant expects another key.
    .fix = Check this computer’s clock, then sign in again. If it stays, look at { -sender-constraining } in the settings of the application and of the { -my-account }.
failure-nonce-loop = The tenant rejects every proof
    .why = It asks for a new one-time value (a DPoP nonce) at every try. A proxy may be dropping its header, DPoP-Nonce.
    .fix = Check this computer’s clock, then try again. On a company network, let the header DPoP-Nonce through.
failure-client-rejected = The tenant does not accept this application
    .why = { $clientId ->
        [none] The client ID is unknown there, or the application has to prove itself with a secret.
       *[other] The client ID { $clientId } is unknown there, or the application has to prove itself with a secret.
    }
    .fix = Check the client ID. Under { -dashboard-applications }, the application must be of the type { -native }, and under { -credentials } its authentication method must be { -none }.
failure-grant-not-allowed = The application may not do this
    .why = The tenant has not turned this kind of request on for the application.
    .fix = In the application’s settings, under { -grant-types }, tick Authorization Code and Refresh Token. To check accounts, also tick Token Vault.
failure-client-credential-invalid = The application cannot prove itself
    .why = It is set up to sign in with a secret or key of its own. None is in the keychain, or it is not one.
    .fix = Take the secret or the private key from the application’s { -credentials } under { -dashboard-applications }, and store it for this profile again.

## What the tenant must have set up

failure-my-account-not-activated = The My Account API is not activated
    .why = { $tenant } has no API with the identifier https://{ $tenant }/me/. The slash at its end counts, and so does the domain: the canonical and a custom one are not the same.
    .fix = Under { -dashboard-apis }, activate the { -my-account }. If it is active, use the domain that its identifier has. Then sign in again.
    .command = auth0 api post resource-servers --data '{"{"}"identifier":"https://{ $tenant }/me/","name":"Auth0 My Account API"{"}"}'
failure-client-not-authorized = This application may not use the My Account API
    .why = It has no grant to act for a signed-in person. A grant for the application itself (subject type “client”) does not count.
    .fix = Under { -dashboard-apis } > { -my-account } > { -application-access }, edit the application, set { -user-access } to { -authorized } and tick the three Connected Accounts permissions. Then sign in again.
    .command =
        auth0 api post client-grants --data '{"{"}"client_id":"{ $clientId }","audience":"https://{ $tenant }/me/","scope":[{ -scope-list }],"subject_type":"user"{"}"}'
        # subject_type must now be "user"
        auth0 api get client-grants -q "client_id={ $clientId }"
failure-audience-missing = The key does not open the My Account API
    .why = The tenant gave an access token for another API. The refresh token may not be used for https://{ $tenant }/me/, or it is older than the setting that allows it.
    .fix = In the application’s settings, under { -mrrt }, choose Edit Configuration and turn on the { -my-account }. In the API’s settings, turn on { -skip-consent }. Then sign in again: a key from before does not learn of it.
    .command =
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token.policies in client.json, add:
        # {"{"}"audience":"https://{ $tenant }/me/","scope":[{ -scope-list }]{"}"}
        cat client.json | auth0 api patch clients/{ $clientId }
failure-scopes-missing = The key lacks a permission
    .why = { $subject ->
        [none] The tenant left out a permission that { -program } needs. The refresh token policy or the grant is narrower.
       *[other] The tenant left out { $subject }. The refresh token policy or the grant is narrower.
    }
    .fix = Tick { -connected-scopes } for the application, both under { -application-access } of the { -my-account } and under { -mrrt }. Then sign in again.
    .command =
        auth0 api get client-grants -q "client_id={ $clientId }" -q "subject_type=user"
        auth0 api patch client-grants/GRANT_ID --data '{"{"}"scope":[{ -scope-list }]{"}"}'
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token.policies in client.json: the same three scopes
        cat client.json | auth0 api patch clients/{ $clientId }
failure-access-token-rejected = The My Account API did not take the key
    .why = It was given for another domain of the tenant, or before the API, the grant or the refresh token policy was set up.
    .fix = Sign in again. If it stays, compare the tenant domain with the API’s identifier, which must be https://{ $tenant }/me/, and see that { -mrrt } has the { -my-account } turned on.
failure-permission-missing = A permission is missing
    .why = The My Account API says that the application may not do this. Often only one of the three permissions was granted.
    .fix = Tick { -connected-scopes } for the application, under { -application-access } of the { -my-account } and under { -mrrt }. Then sign in again.
failure-request-rejected = The tenant did not take the request
    .why = The My Account API found something in it that it does not allow.
    .fix = Check the connection’s permissions and its purpose, “{ -purpose }”. If both are right, it is a fault of { -program }: report the error ID.
failure-connection-unavailable = { $provider } cannot be connected now
    .why = { $tenant } does not offer this connection to the application, or not any more.
    .fix = Under { -dashboard-connections }, open the connection: turn on “{ -purpose }” in Purpose, and turn on this application under Applications.
    .command =
        auth0 api get connections -q "fields=id,name"
        auth0 api patch connections/CONNECTION_ID --data '{"{"}"connected_accounts":{"{"}"active":true{"}"}{"}"}'
        auth0 api patch connections/CONNECTION_ID/clients --data '[{"{"}"client_id":"{ $clientId }","status":true{"}"}]'
failure-nothing-to-connect = Nothing can be connected yet
    .why = { $tenant } offers this application no connection that is meant for connected accounts.
    .fix = Under { -dashboard-connections }, open a connection: turn on “{ -purpose }” in Purpose, and turn on this application under Applications. Then refresh.
    .command =
        auth0 api get connections -q "fields=id,name"
        auth0 api patch connections/CONNECTION_ID --data '{"{"}"connected_accounts":{"{"}"active":true{"}"}{"}"}'
        auth0 api patch connections/CONNECTION_ID/clients --data '[{"{"}"client_id":"{ $clientId }","status":true{"}"}]'

## Connecting and disconnecting

failure-consent-refused = { $provider } was not connected
    .why = You chose not to agree, or { $provider } did not allow it.
    .fix = Connect again when you are ready. If you did agree, ask your administrator whether { $provider } must approve the app first.
failure-connect-failed = Connecting { $provider } did not work
    .why = { $provider } or the tenant stopped on the way.
    .fix = Connect again. If it stays, check the connection’s own settings in Auth0: its client ID and secret, and at { $provider } the address https://{ $tenant }/login/callback.
failure-connect-timed-out = The browser did not come back
    .why = Nothing was agreed in time, or the browser could not open { -program }.
    .fix = Connect again, and agree when the browser asks whether to open { -program }. If it never asks, choose “{ preferences-loopback }” in the preferences. If the page shows an error instead, tell your administrator its words: for a wrong redirect address, { $provider } must know https://{ $tenant }/login/callback; for “approval_prompt”, the connection’s upstream parameters must not have it.
failure-connect-session-expired = The link was too old
    .why = It was used already, or the tenant no longer knows it.
    .fix = Connect again. Each link works once, and for a few minutes.
failure-connect-conflict = This account cannot be connected twice
    .why = The tenant says that it collides with an account that exists, on your profile or on another one.
    .fix = Connect another account of { $provider }, or disconnect the one that exists first.
failure-connect-code-missing = The browser came back without a result
    .why = The address that { -program } comes back to may not be allowed for this application. Host, port and path must match exactly: localhost is not 127.0.0.1.
    .fix = { $subject ->
        [none] Add { -link-callback } and { -address-callback }, exactly, to { -callbacks } in the application’s settings. Then connect again.
       *[other] Add { $subject }, exactly, to { -callbacks } in the application’s settings. Then connect again.
    }
    .command =
        # this list takes the place of the old one
        auth0 apps update { $clientId } --callbacks "{ -link-callback },{ -address-callbacks }"
failure-account-unknown = This account is no longer there
    .why = It was removed elsewhere, or it belongs to another profile.
    .fix = Refresh the list.

## Checking an account

failure-vault-token-missing = The vault has no key for this account
    .why = { $subject ->
        [github] GitHub gave Auth0 no refresh token. A classic OAuth App never does.
        [slack] Slack gave Auth0 no refresh token. It does so only with token rotation.
        [google] Google gave Auth0 no refresh token. It was not asked for one, or Auth0’s own developer keys are in use: Google’s page then speaks of “auth0.com”.
       *[other] { $provider } gave Auth0 no refresh token, so the vault has nothing to renew.
    }
    .fix = { $subject ->
        [github] Use a GitHub App in the connection, and turn on “Expire user authorization tokens” in the app’s settings at GitHub. Then disconnect this account and connect it again.
        [slack] Turn on Token Rotation in the app’s settings at Slack. Then disconnect this account and connect it again.
        [google] In the Google connection, tick { -offline-access }, and enter a client ID and secret of your own from Google. Then disconnect this account and connect it again.
       *[other] In the connection, ask for offline_access, where { $provider } has it. Then disconnect this account and connect it again: it keeps what it was given.
    }
failure-vault-token-rejected = { $provider } no longer accepts this account
    .why = { $subject ->
        [google] Google ended the access: you removed it there, or it ran out. While Google’s consent screen is in “Testing”, it does so after 7 days.
       *[other] { $provider } ended the access: you removed it there, it ran out, or a rule of { $provider } took it back.
    }
    .fix = { $subject ->
        [google] Connect it again with the same account. If it ends after 7 days again, your administrator publishes the consent screen at Google.
       *[other] Connect it again with the same account. It takes one consent.
    }
failure-rotation-not-supported = Accounts cannot be checked with a rotating key
    .why = The vault takes only refresh tokens that stay the same, and this application’s change with every use. Connecting and disconnecting still work.
    .fix = In the application’s settings, under Refresh Token Rotation, turn off { -rotation }. Then sign in again.
    .command =
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token in client.json, keep its policies, and set:
        # "rotation_type":"non-rotating"
        cat client.json | auth0 api patch clients/{ $clientId }
failure-not-resource-server = This application may not ask the vault
    .why = The vault lets only applications ask that prove themselves with a secret or key and act for a signed-in person. Connecting and disconnecting still work.
    .fix = Under { -dashboard-applications }, use one that is first-party, whose authentication method under { -credentials } is not { -none }, and that has Token Vault ticked under { -grant-types }.

## The keychain

failure-keychain-locked = The keychain is locked
    .why = It was not unlocked after signing in to the system, or its question was closed.
    .fix = Unlock it. Your system asks for its password.
failure-keychain-absent = No keychain runs here
    .why = Nothing in this session answers as a keychain.
    .fix = Install and start one, such as GNOME Keyring or KWallet, or turn on the Secret Service in KeePassXC. Then try again.
failure-keychain-refused = The keychain answered with an error
    .why = It did not let { -program } read or write its entry.
    .fix = Allow { -program } in the keychain’s own settings, and see that it has a default collection. Then try again.
failure-keychain-timed-out = The keychain did not answer in time
    .why = It may be waiting for an answer in a window behind this one.
    .fix = Look for its question, answer it, then try again.
failure-keychain-corrupt = The keychain’s entry cannot be read
    .why = Another version or another program changed it.
    .fix = Sign in again. The entry is written anew.

## This computer

failure-browser-not-opened = The browser could not be opened
    .why = This computer has no default browser, or it did not start.
    .fix = Set a default browser in the system’s settings, or copy the link and open it yourself.
failure-loopback-unavailable = This computer’s own address cannot be used
    .why = Other programs hold all the ports that { -program } may use.
    .fix = Choose “{ preferences-deep-link }” in the preferences, or quit the program that holds { $subject ->
        [none] the ports
       *[other] { $subject }
    }.
failure-links-elsewhere = Links to { -program } open another program
    .why = { $subject ->
        [none] Another program gets the links by which the browser comes back.
       *[other] { $subject } gets the links by which the browser comes back.
    } Until that changes, it comes back over this computer’s own address.
    .fix = Nothing has to be done. To take the links back, choose “{ preferences-deep-link }” in the preferences.
failure-links-lost = Links do not come back to { -program }
    .why = { -program } sent a link to itself, and it did not arrive. Until one does, the browser comes back over this computer’s own address.
    .fix = Nothing has to be done. If you want links, install { -program } from a package, so that the system knows of them, and choose “{ preferences-deep-link }” in the preferences.
failure-clock-wrong = This computer’s clock is not the tenant’s
    .why = { $subject ->
        [none] The two are more than a minute apart.
       *[other] The two are { $subject } seconds apart.
    } { -program } allows for that, but what is dated wrongly may be refused elsewhere.
    .fix = In the system’s settings, have the time set automatically.
failure-nobody-signed-in = Nobody is signed in
    .why = What the tenant allows can only be seen with a person’s key.
    .fix = Sign in to check the rest.
failure-settings-not-saved = The settings could not be saved
    .why = { $subject ->
        [none] The disk is full, or the folder may not be written to.
       *[other] { $subject } may not be written to, or the disk is full.
    }
    .fix = Make room or allow writing there. Until then your choices last until you quit.
failure-settings-corrupt = The settings could not be read
    .why = { $subject ->
        [none] The file was changed by another program or cut short. It was moved aside.
       *[other] The file was changed by another program or cut short. It was moved aside to { $subject }.
    }
    .fix = Set { -program } up again. The key in your keychain was left alone.
failure-policy-corrupt = Your organization’s policy could not be read
    .why = { $subject ->
        [none] Its file is not a policy that { -program } knows.
       *[other] { $subject } is not a policy that { -program } knows.
    }
    .fix = Ask your administrator to mend the file. Until then { -program } goes by your own settings.
failure-notes-corrupt = The names of your accounts could not be read
    .why = The file was changed by another program or cut short. { $subject ->
        [none] It was left where it is.
       *[other] It was moved aside to { $subject }.
    }
    .fix = Name your accounts again. The accounts themselves are not affected.
failure-start-at-login-not-set = Starting with the desktop could not be changed
    .why = The system did not take the change.
    .fix = Look for { -program } in your system’s settings for programs that start at sign-in.
failure-update-not-made = A newer version could not be looked for or installed
    .why = The address that brings new versions did not answer as it should, or what it gave is not signed with the key of this program. Nothing was changed.
    .fix = Look again later, or install the new version by hand.
failure-report-not-saved = The report could not be saved
    .why = { $subject ->
        [none] The disk is full, the folder may not be written to, or something of that name is there.
       *[other] { $subject } is there already or may not be written to, or the disk is full.
    }
    .fix = Make room or choose another place. The report can be copied in any case.
failure-demo-not-started = The demo tenant did not start
    .why = It needs a free port on this computer, and got none.
    .fix = Try again. If it stays, a security program may forbid programs to listen on this computer.
failure-too-many-attempts = Too many are under way at once
    .why = Each one holds a link that must stay open until you are back.
    .fix = Finish or cancel one of them first.
failure-program-busy = { -program } takes no request now
    .why = It is ending, or too many requests wait.
    .fix = Try again in a moment.
