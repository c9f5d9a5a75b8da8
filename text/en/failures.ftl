### What went wrong: what happened, why, and what to do.
###
### One message for each failure code. { $subject } and { $clientId } are "none" where nothing is known.

-dashboard-apis = Applications > APIs
-my-account = Auth0 My Account API
-application-access = Application Access
-user-access = User Access
-authorized = Authorized
-callbacks = Allowed Callback URLs
-offline = Allow Offline Access
-skip-consent = Allow Skipping User Consent
-mrrt = Multi-Resource Refresh Token
-native = Native
-none = None
-default-policy = Default Policy
-purpose = Use for Connected Accounts for Token Vault
-connected-scopes = create:me:connected_accounts, read:me:connected_accounts, delete:me:connected_accounts

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
failure-tenant-not-trusted = { $tenant } could not prove who it is
    .why = Its certificate is not trusted on this computer. It may be expired, or a company proxy may be reading the traffic.
    .fix = Check this computer’s clock. On a company network, have the company’s certificate installed in the system.
failure-tenant-not-auth0 = { $tenant } is not an Auth0 tenant
    .why = Something answered there, but not with the description that every tenant publishes.
    .fix = Use the tenant’s domain, such as acme.eu.auth0.com, and not the address of an app or website.
failure-issuer-mismatch = { $tenant } goes by another name
    .why = { $subject ->
        [none] The tenant calls itself by another domain than the one in use.
       *[other] The tenant calls itself { $subject }.
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
failure-rate-limited = Too many requests just now
    .why = The tenant allows only a few requests a minute for each person.
    .fix = Wait a little. Nothing was lost.

## Signing in

failure-sign-in-refused = The sign-in was refused
    .why = You chose not to continue, or a rule of the tenant does not let this person in.
    .fix = Sign in again. If it is refused again, ask your administrator what the rule wants.
failure-sign-in-timed-out = The browser did not come back
    .why = The sign-in was not finished in time, or the browser could not open { -program }.
    .fix = Sign in again, and agree when the browser asks whether to open { -program }. If it never asks, choose “{ menu-loopback }” in the menu.
failure-sign-in-code-rejected = The sign-in could not be finished
    .why = What the browser brought back had been used already, was too old, or came from elsewhere.
    .fix = Sign in again, and finish it in the page that opens.
failure-id-token-invalid = The sign-in did not pass its checks
    .why = The tenant’s statement of who you are is not signed, dated or addressed as it must be.
    .fix = Check this computer’s clock, then sign in again. If it stays, give your administrator the error ID.
failure-refresh-token-missing = The tenant gave no lasting key
    .why = Without a refresh token you would have to sign in every few minutes.
    .fix = Turn on { -offline } for the API, and allow the Refresh Token grant for the application. Then sign in again.
failure-session-ended = Your session ended
    .why = The key in your keychain is no longer accepted. It was revoked, it expired, or it was used twice.
    .fix = Sign in again. Your accounts are still connected.
failure-step-up-required = The tenant wants to confirm it’s you
    .why = Its policy asks for a fresh sign-in, with a second factor, before accounts may be seen or changed.
    .fix = Confirm in the browser. An administrator finds the rule under { -default-policy } of the { -my-account }.
failure-client-rejected = The tenant does not accept this application
    .why = { $clientId ->
        [none] The client ID is unknown there, or the application has to prove itself with a secret.
       *[other] The client ID { $clientId } is unknown there, or the application has to prove itself with a secret.
    }
    .fix = Check the client ID. The application must be of the type { -native }, with the authentication method { -none }.

## What the tenant must have set up

failure-my-account-not-activated = The My Account API is not activated
    .why = { $tenant } has no API named https://{ $tenant }/me/, where connected accounts are kept.
    .fix = Under { -dashboard-apis }, activate the { -my-account }. Then sign in again.
failure-client-not-authorized = This application may not use the My Account API
    .why = It has no grant to act for a signed-in person.
    .fix = Under { -dashboard-apis } > { -my-account } > { -application-access }, edit the application, set { -user-access } to { -authorized } and tick the three Connected Accounts permissions. Then sign in again.
failure-audience-missing = The key does not open the My Account API
    .why = The tenant gave an access token for another API, because the refresh token may not be used for this one.
    .fix = In the application’s settings, under { -mrrt }, choose Edit Configuration and turn on the { -my-account }. In the API’s settings, turn on { -skip-consent }. Then sign in again: a key from before does not learn of it.
failure-scopes-missing = The key lacks a permission
    .why = { $subject ->
        [none] The tenant left out a permission that { -program } needs.
       *[other] The tenant left out { $subject }.
    }
    .fix = Tick { -connected-scopes } for the application, both under { -application-access } of the { -my-account } and under { -mrrt }. Then sign in again.
failure-access-token-rejected = The My Account API did not take the key
    .why = It was for another domain of the tenant, or was given before the API was set up.
    .fix = Sign in again. If it stays, compare the tenant domain with the API’s identifier, which must be https://{ $tenant }/me/.
failure-permission-missing = A permission is missing
    .why = { $subject ->
        [none] The My Account API says that the application may not do this.
       *[other] The My Account API says that { $subject } was not granted.
    }
    .fix = Tick { -connected-scopes } for the application under { -application-access } of the { -my-account }. Then sign in again.
failure-request-rejected = The tenant did not take the request
    .why = The My Account API found something in it that it does not allow.
    .fix = Check the connection’s permissions and its purpose, { -purpose }. The error ID stands in the log with the details.

## Connecting and disconnecting

failure-consent-refused = { $provider } was not connected
    .why = You chose not to agree, or { $provider } did not allow it.
    .fix = Connect again when you are ready. If you did agree, ask your administrator whether { $provider } must approve the app first.
failure-connect-failed = Connecting { $provider } did not work
    .why = { $provider } or the tenant stopped on the way.
    .fix = Connect again. If it stays, check the connection’s own settings in Auth0: its keys, and the address https://{ $tenant }/login/callback at { $provider }.
failure-connect-timed-out = The browser did not come back
    .why = Nothing was agreed in time, or the browser could not open { -program }.
    .fix = Connect again, and agree when the browser asks whether to open { -program }. If it never asks, choose “{ menu-loopback }” in the menu.
failure-connect-session-expired = The link was too old
    .why = It was used already, or the tenant no longer knows it.
    .fix = Connect again. Each link works once, and for a few minutes.
failure-connect-conflict = This account cannot be connected twice
    .why = The tenant says that it collides with an account that exists, on your profile or on another one.
    .fix = Connect another account of { $provider }, or disconnect the one that exists first.
failure-connect-code-missing = The browser came back without a result
    .why = The address that { -program } comes back to may not be allowed for this application.
    .fix = { $subject ->
        [none] Add the address that { -program } comes back to, exactly, to { -callbacks } in the application’s settings. Then connect again.
       *[other] Add { $subject }, exactly, to { -callbacks } in the application’s settings. Then connect again.
    }
failure-account-unknown = This account is no longer there
    .why = It was removed elsewhere, or it belongs to another profile.
    .fix = Refresh the list.

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
    .fix = Choose “{ menu-deep-link }” in the menu, or quit the program that holds { $subject ->
        [none] the ports
       *[other] { $subject }
    }.
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
failure-demo-not-started = The demo tenant did not start
    .why = It needs a free port on this computer, and got none.
    .fix = Try again. If it stays, a security program may forbid programs to listen on this computer.
failure-too-many-attempts = Too many are under way at once
    .why = Each one holds a link that must stay open until you are back.
    .fix = Finish or cancel one of them first.
failure-program-busy = { -program } takes no request now
    .why = It is ending, or too many requests wait.
    .fix = Try again in a moment.
