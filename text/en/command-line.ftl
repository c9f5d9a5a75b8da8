### The words of the command line. Its help pages and the man page are in English only.

## Labels

command-tenant = Tenant
command-organization = Organization
command-signed-in-as = Signed in as
command-return-path = Way back
command-keychain-label = Keychain
command-provider = Provider
command-connection = Connection
command-accounts = Accounts
command-id = ID
command-hint = Account
command-state = State
command-since = Since
command-expires = Expires
command-permissions = Permissions
command-missing = Not granted

## Values

command-nobody = nobody
command-loopback = this computer’s own address
command-keychain-ready = open
command-keychain-locked = locked
command-keychain-absent = none
command-keychain-refused = does not answer as it should
command-state-connected = connected
command-state-expires = expires soon
command-state-ended = ended: connect it again
command-state-disconnecting = being disconnected

## What is under way

command-keychain = Opening the keychain…
command-tenant-asked = Asking the tenant…
command-reading = Reading your accounts…
command-preparing = Preparing the page…
command-waiting = Waiting for the browser. Ctrl-C cancels.
command-disconnecting = Disconnecting…
command-signing-out = Signing out…
command-examining = Looking at everything…
command-comparing = Comparing the tenant…
command-applying = Setting the tenant up…

## The browser

command-link-remote = This terminal is another computer’s, so no browser is opened.
command-link-no-display = There is no display here, so no browser is opened.
command-link = Open this link in a browser. It works once:
command-page = Open this page in a browser:
command-paste = If that browser is on another computer, copy the whole address that it ends at, and paste it here. Ctrl-C cancels.
command-root = mooring runs as root, where a flaw would be one of the whole computer. Run it as yourself.
command-nothing-pasted = This address answers nothing that is under way. Copy the whole address from the browser.
command-confirm = The tenant wants to see you again first. What you asked for goes on after it.

## Questions

command-yes = y
command-disconnect = Disconnect { $name }?
command-remove-profile = Remove the profile { $name }? Its key is revoked, and nothing of it stays on this computer.
command-switch = You signed in as { $name }, but { $before } was signed in here. Go on as { $name }?
command-apply = Change { $name } so?
command-save = Save it to { $name }?
command-token = Token of the Management API:

## Answers

command-no-profiles = No tenant is kept yet.
command-profile-used = { $name } is used from now on.
command-profile-removed = { $name } is removed.
command-no-providers = The tenant offers nothing to connect.
command-no-accounts = No accounts are connected.
command-connected = { $name } is connected.
command-disconnected = { $name } is disconnected at Auth0.
command-may-remain = The permission may remain at { $name }: withdraw it there too. With --revoke-page, { -program } opens the page.
command-kept = { $name } stays connected.
command-signed-in = Signed in as { $name }.
command-already-signed-in = Signed in as { $name } already.
command-signed-out = Signed out.
command-already-signed-out = Nobody is signed in.
command-unchanged = Nothing was changed.
command-saved = Saved to { $name }.
command-refused = The tenant refused { $name }: { $reason }
command-demo = The demo tenant runs until Ctrl-C. Use it with: mooring --profile { $profile } sign-in

## What went wrong

command-usage = This cannot be read
    .why = { $reason }
    .fix = Type `mooring --help`, or `mooring COMMAND --help`.
command-interrupted = Cancelled
    .why = You pressed Ctrl-C. What was under way in the browser was given up.
    .fix = Type the command again when you want to.
command-no-tenant = No tenant is chosen
    .why = { -program } does not know yet where your company signs in.
    .fix = Type `mooring --profile CLIENT_ID@DOMAIN sign-in`. Your administrator has both.
command-not-asked = Nobody can be asked here
    .why = This changes something, and standard input is no terminal where you could say yes.
    .fix = Add --yes if you are sure.
command-token-needed = A token is missing
    .why = This needs a token of the Management API, which is never taken from an argument.
    .fix = Put it into MOORING_MANAGEMENT_TOKEN, or write it to standard input.
command-profile-unknown = There is no profile “{ $name }”
    .why = No profile of that name is kept, and it is no CLIENT_ID@DOMAIN either.
    .fix = Type `mooring profiles` for the list.
command-profiles-managed = Profiles are managed by your organization
    .why = A policy on this computer fixes them.
    .fix = Ask your administrator to change the policy.
command-provider-unknown = There is no provider “{ $name }”
    .why = The tenant does not offer one of that name. The nearest: { $candidates }.
    .fix = Type `mooring providers` for the list.
command-permission-unknown = There is no permission “{ $name }”
    .why = The provider is not asked for one of that name here. The nearest: { $candidates }.
    .fix = Type `mooring providers --json` for the scopes.
command-name-ambiguous = “{ $name }” may mean several
    .why = It stands for: { $candidates }.
    .fix = Type one of these in full.
command-not-signed-in = Nobody is signed in
    .why = The keychain has no key for this tenant.
    .fix = Type `mooring sign-in`.
command-another-person = { $name } signed in, and was not let in
    .why = Somebody else was signed in here. The sign-in of { $name } was turned away.
    .fix = Type `mooring sign-out` first, or sign in as the one of before.
command-account-not-connected = No account “{ $name }” is connected
    .why = There is none of that id or name. The nearest: { $candidates }.
    .fix = Type `mooring accounts` for the list.
command-nothing-connected = No account of “{ $name }” is connected
    .why = The tenant offers it, but you have connected none.
    .fix = Type `mooring connect { $name }`.
command-token-rejected = { $name } does not take the token
    .why = It is for another tenant, or its time is over.
    .fix = Get a new token of this tenant’s Management API.
command-token-scope-missing = The token lacks { $scope }
    .why = The Management API wants that scope for this.
    .fix = Get a token with { $scope }.
command-not-started = { -program } could not start
    .why = { $reason }
    .fix = Check that your home folder can be written to, then try again.
