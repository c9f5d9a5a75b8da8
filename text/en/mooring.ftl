### The words of the window.

-program = Mooring

## Said in many places

cancel = Cancel
close = Close
dismiss = Dismiss
try-again = Try again
copied = Copied
back-to-list = Back to the list
someone = the provider
some-tenant = The tenant
open-page = Open { $provider }’s page

## First run

first-run-title = Your connected accounts, in one place
first-run-lead = See what each provider may do for you. Connect and disconnect by clicking.
first-run-domain = Tenant domain
first-run-domain-help = Where your company signs in.
first-run-domain-missing = Enter the domain of your tenant, such as acme.eu.auth0.com.
first-run-domain-example = acme.eu.auth0.com
first-run-client-id = Client ID
first-run-client-id-help = From your administrator.
first-run-client-id-missing = Enter the client ID that your administrator gave you.
first-run-expected = Auth0 shows a confirmation page of its own. That is expected.
first-run-checking = Asking the tenant…
first-run-submit = Sign in
first-run-answered = { $domain } is an Auth0 tenant.
first-run-looking = Asking this domain…
first-run-more = Name and organization
first-run-name = Name
first-run-name-help = What this computer calls the profile.
first-run-organization = Organization
first-run-organization-help = Its ID or name, only if your administrator gave you one.
first-run-step-sign-in = Sign in, in your browser
first-run-step-check = Every part of the set-up is checked
first-run-step-check-help = After the sign-in you see, line by line, what works and what to do.
first-run-add-title = Add a profile
first-run-add-lead = Another tenant, client or organization, with a key of its own. The profiles you have stay as they are.
first-run-change-title = Change “{ $name }”
first-run-change-lead = What you enter takes its place once the tenant has answered.
first-run-back = Back to { $name }
first-run-choose = Your profiles
first-run-demo-title = No tenant at hand?
first-run-demo-lead = Eight make-believe providers, all on this computer.
first-run-demo = Try the demo tenant

privacy = The services’ tokens stay at Auth0; this app keeps one key in your system keychain.

## Signed out

signed-out-title = Signed out
signed-out-lead = Sign in to see and change the accounts connected to your profile at { $tenant }.
signed-out-organization-lead = Sign in to the organization { $organization } to see and change the accounts connected to your profile at { $tenant }.
signed-out-demo-lead = Sign in to the demo tenant. It runs on this computer, and any name will do.
signed-out-expected = Your browser opens and Auth0 asks you to confirm. That is expected.
sign-in = Sign in
step-up-title = Confirm it’s you
step-up-lead = { $tenant } wants to see you again before it shows your accounts. Nothing is lost.
step-up = Confirm in the browser
another-tenant = Use another tenant

## Confirming who you are

confirm-later = Not now
confirm-waits = What you asked for waits until then.
confirm-said = { step-up-title }. { $why }
confirm-list = Your accounts are shown here once you have confirmed.
confirm-unread-title = Your accounts wait for you
confirm-unread-lead = They are read as soon as you have confirmed that it’s you.

## Another person

another-person-title = You signed in as { $now }
another-person-lead = This window was { $before }’s.
another-person-switch-text = { $before } is signed out here. Accounts that { $before } connected stay connected on that profile.
another-person-keep-text = The sign-in of { $now } is turned away, and nothing changes here.
another-person-again-text = The sign-in of { $now } is turned away, and { $before } signs in again.
another-person-switching = Changing to { $now }…
switch-person = Continue as { $now }
keep-person = Stay signed in as { $before }
keep-person-again = Sign in as { $before } instead

## Signing in

signing-in-title = Signing in
signing-in-lead = Your browser is showing the sign-in page of { $tenant }.
signing-in-preparing-lead = The sign-in page of { $tenant } is being prepared.
signing-in-finishing-lead = You are back. { $tenant } is being asked for your accounts.

## Keychain

keychain-locked-title = Your keychain is locked
keychain-locked-lead = { -program } keeps its one key there. Nothing is lost: unlock it and your accounts come back.
keychain-locked-help = Your system asks for the keychain’s password, not { -program }.
keychain-unlock = Unlock
keychain-absent-title = There is no keychain to use
keychain-absent-lead = { -program } keeps its one key in the system’s keychain and in no file. Without one, it cannot remember you.
keychain-refused-title = The keychain did not let { -program } in
keychain-refused-lead = { -program } keeps its one key there. Nothing is lost, and nothing was written anywhere else.
keychain-memory-title = Go on without a keychain
keychain-memory-text = Your sign-in is forgotten when { -program } ends. Nothing is written anywhere.
keychain-memory = Keep it in memory for this run
keychain-checking = Asking the keychain…
starting = Opening the keychain

## The list

list-label = Accounts and providers
pane-label = Details
group-attention = Needs attention
group-connected = Connected
group-available = Available
group-size = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
search = Search
search-label = Search accounts and providers
search-clear = Clear the search
search-nothing = Nothing matches “{ $query }”
search-nothing-help = Search by provider, nickname, hint or permission.
search-found = { $count ->
    [0] Nothing found
    [one] { $count } entry found
   *[other] { $count } entries found
}
row-since = Since { $date }
row-since-of = { $provider } · since { $date }
row-hint-of = { $provider } · { $hint }
row-check = Check { $provider }
row-check-of = Check { $provider } · { $hint }
row-new = New
loading = Loading your accounts
list-more = Loading more…
search-unread = The list is not complete yet.
foot-signed-in = Signed in as { $person }
foot-signing-out = Signing out…
foot-demo = Demo tenant

## States

state-connected = Connected
state-expires = { $days ->
    [0] Expires today
    [one] Expires in { $days } day
   *[other] Expires in { $days } days
}
state-ended = Needs attention
state-disconnecting = Disconnecting
state-removed = Removed here
state-as-of = As of { $time }
state-unreached = Not reached
state-not-connected = Not connected
state-failed = Not connected
state-preparing = Preparing
state-waiting = Waiting in browser
state-finishing = Finishing

## Menu

menu = Menu
menu-refresh = Refresh
menu-select = Select several…
menu-preferences = Preferences…
menu-shortcuts = Keyboard shortcuts
menu-doctor = Check everything…
menu-set-up = Set up a tenant…
menu-about = About { -program }
menu-sign-out = Sign out…

## Selection

select-title = { $count ->
    [0] Select accounts
    [one] { $count } account selected
   *[other] { $count } accounts selected
}
select-lead = Tick accounts in the list to disconnect them together.

## Undo

undo = Undo
undo-label = Removals that can be undone
undo-name = Undo disconnecting { $title }
undo-name-several = { $count ->
    [one] Undo disconnecting { $count } account
   *[other] Undo disconnecting { $count } accounts
}
undo-one = { $title } will be disconnected in { $seconds } s. Quitting keeps it.
undo-several = { $count ->
    [one] { $count } account will be disconnected in { $seconds } s. Quitting keeps it.
   *[other] { $count } accounts will be disconnected in { $seconds } s. Quitting keeps them.
}
undo-said = { $seconds ->
    [one] { $title } will be disconnected in { $seconds } second. You can undo this.
   *[other] { $title } will be disconnected in { $seconds } seconds. You can undo this.
}
undo-said-several = { $count ->
    [one] { $count } account will be disconnected in { $seconds } s. You can undo this.
   *[other] { $count } accounts will be disconnected in { $seconds } s. You can undo this.
}
undo-said-kept = { $title } stays connected.
undo-said-kept-several = { $count ->
    [one] { $count } account stays connected.
   *[other] { $count } accounts stay connected.
}
removed-said = { $title } was removed here. It may remain at { $provider } until you revoke it there.

## Shortcuts

shortcuts-title = Keyboard shortcuts
shortcuts-list = In the list
shortcuts-accounts = Accounts
shortcut-search = Search
shortcut-move = Move up and down
shortcut-ends = To the first and the last
shortcut-jump = To a name, by its first letters
shortcut-open = Go to the details
shortcut-back = Back to the list
shortcut-rename = Rename
shortcut-disconnect = Disconnect
shortcut-undo = Undo the last disconnect
shortcut-tick = Tick, to select several
shortcut-tick-all = Tick all
shortcut-refresh = Refresh
shortcut-shortcuts = Show these shortcuts
key-control = Ctrl
key-home = Home
key-end = End
key-enter = Enter
key-escape = Esc
key-delete = Delete
key-space = Space

## Preferences

preferences-title = Preferences
preferences-language = Language
preferences-language-system = Same as the system
preferences-return-path = Come back from the browser by
preferences-deep-link = A link to { -program }
preferences-deep-link-off = Not set up on this computer
preferences-deep-link-elsewhere = { $program } gets these links now. Choose this to take them back.
preferences-loopback = This computer’s own address
preferences-managed = Managed by your organization
preferences-desktop = Desktop
preferences-notifications = Notify me when an attempt ends while the window is behind
preferences-tray = Keep an entry in the tray
preferences-start = Start { -program } when I log in to this computer

## About

about-title = About { -program }
about-version = Version { $version }
about-line = The accounts connected to your Auth0 profile, in one window.
about-footprint-label = Footprint
about-footprint = Started in { $time } · { $memory } of memory
about-start = Started in { $time }
about-memory = { $memory } of memory
about-system = System
about-web-view = Web view
about-drawing = Drawing
about-drawing-safe = Without compositing, because nothing was painted at a start.
about-drawing-once = Without compositing in this run, as usual from the next one on.
about-draw-as-usual = Draw as usual
about-updates = Updates
updates-packages = They come with your system’s packages.
updates-nowhere = They come from whoever gave you { -program }.
updates-looking = Looking for a newer version…
updates-current = This is the newest version.
updates-available = Version { $version } is available.
updates-installing = Installing version { $version }. { -program } starts again then.
updates-install = Install and start again
updates-look = Look again
about-logs = Logs
about-open-logs = Open folder
about-report = Report…
about-licences = Licences
about-licences-reading = Reading the list…
about-licences-count = { $count ->
    [one] { $count } component is shipped with this program.
   *[other] { $count } components are shipped with this program.
}
about-licences-none = This build has no list of licences.
about-licence-text = Text of the licence

## Setting up a tenant

set-up-title = Set up a tenant
set-up-lead = For administrators: all that an Auth0 tenant needs before accounts can be connected with { -program }. From here nothing is sent, and nothing is changed.
set-up-domain-help = The tenant’s own domain at Auth0, not a custom one.
set-up-show = Show the steps
set-up-steps = Steps for
set-up-dashboard = Dashboard
set-up-command-line = Auth0 CLI
set-up-terraform = Terraform
set-up-english = The steps are in English, like Auth0’s own pages.
set-up-copy = Copy: { $step }
set-up-copy-all = Copy all
set-up-after = Afterwards, enter the tenant domain and the application’s client ID in { -program }.

## The report

report-title = Report
report-what = What runs here, how it is set, what was found and what failed last, and the end of the log. No key or code, no names, no e-mail addresses: this is all of it, line by line.
report-gathering = Gathering…
report-not-examined = Nothing was examined yet. A report says more after a look at everything.
report-examine = Check everything first
report-examining = Looking…
report-lines = { $title } · { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
report-program = Program
report-settings = Settings
report-doctor = What was found
report-failures = What failed last
report-log = Log
report-copy = Copy
report-save = Save
report-saved = Saved to { $place }

## The doctor

doctor-title = Check everything
doctor-running = Looking…
doctor-all-green = Everything is as it must be.
doctor-some-amber = It works. Something is worth a look.
doctor-some-red = Something does not work. Begin with the first line that says so: the others may follow from it.
doctor-again = Check again
doctor-green = Fine
doctor-amber = Worth a look
doctor-red = Does not work
doctor-not-checked = Not checked
doctor-not-checked-because = Not checked: first “{ $check }”
doctor-check-keychain = Keychain
doctor-check-links = Links to { -program }
doctor-check-loopback = This computer’s own address
doctor-check-network = Network
doctor-check-certificate = Certificate
doctor-check-clock = Clock
doctor-check-discovery = Tenant
doctor-check-proofs = Proofs of possession
doctor-check-session = Sign-in
doctor-check-my-account = My Account API
doctor-check-providers = Providers
doctor-check-vault = Token Vault
doctor-check-provider = Provider
doctor-ports-taken = Taken by other programs: { $ports }
doctor-proxy = Through the proxy { $address }
doctor-issuer = Issued by { $name }
doctor-issuer-unknown = Who issued it could not be seen.
doctor-no-certificate = The tenant is on this computer and needs none.
doctor-skew = { $seconds ->
    [one] { $seconds } second apart
   *[other] { $seconds } seconds apart
}
doctor-proofs-used = Keys are bound to this computer.
doctor-proofs-not-offered = The tenant does not know them.
doctor-proofs-off = Switched off in the settings
doctor-offered = { $count ->
    [one] { $count } can be connected
   *[other] { $count } can be connected
}

## An account

account-can = What it can do
account-could = What it could do
account-nothing = No permissions are listed. { $provider } may still have granted some.
account-details = Details
account-second = { $provider } · { $second }
account-nickname = Nickname
account-rename = Change the nickname
account-renamed = Now called { $name }.
account-connected-on = Connected on
account-offline = Offline access
account-offline-yes = Yes. It works while you are away.
account-offline-no = No. It works only while its last sign-in lasts.
account-expires = Expires
account-expires-never = No end date
account-expires-on = { $date } · { $days ->
    [0] today
    [one] in { $days } day
   *[other] in { $days } days
}
account-ended = Ended { $date }
account-organization = Organization
account-copy-organization = Copy organization
account-check = Check
account-check-never = Not checked yet
account-check-now = Check now
account-check-again = Check again
account-checking = Asking the vault…
account-works-now = Works. Checked just now
account-works = Works. Checked at { $time }
account-works-not = Does not work
account-id = Account ID
account-copy-id = Copy account ID
account-copy-hint = Copy account hint
account-disconnect = Disconnect…
account-disconnecting = Disconnecting…
account-repair = Repair
account-change = Change permissions…
account-add = Add another account…
account-more = More actions
account-change-title = Change permissions of { $account }
account-change-lead = { $provider } asks you to agree once more. Until then, everything stays as it is.
account-change-confirm = Ask for these
account-add-title = Add another { $provider } account
account-add-lead = Choose the other account on { $provider }’s page. The one you have stays as it is.
account-ended-title = Access to this account ended on { $date }
account-ended-text = Your turn: repair it with the same account and permissions. It takes one consent.
account-ended-text-gone = Whose turn: your administrator’s. The tenant no longer offers this provider, so it cannot be repaired here.
account-expires-title = Access to this account ends on { $date }
account-expires-text = Repair it before then and nothing is interrupted.
account-missing-title = { $count ->
    [one] { $count } permission was not granted
   *[other] { $count } permissions were not granted
}
account-missing-text = You or { $provider } left out:
account-ask-again = Ask again
account-leave-so = Leave it so
account-superseded-title = A newer connection of this account exists
account-superseded-text = A repair made the newer one, and this one stayed. Disconnect this one once you no longer need it.
account-superseded-disconnect = Disconnect this one…
account-elsewhere-title = Connected elsewhere
account-elsewhere-text = It was connected on { $date }, not in this window. If that was not you, disconnect it.
account-not-offered = The tenant no longer offers { $provider }. The account stays connected, but it cannot be repaired or changed here, and no other can be added.
technical-scopes = { $count ->
    [one] Technical: { $count } scope
   *[other] Technical: { $count } scopes
}
grade-identity = Identity
grade-offline = Offline
grade-read = Read
grade-change = Change
grade-send = Send
grade-pay = Pay
grade-delete = Delete
grade-unknown = Unknown
grade-always = Always

## A provider

offer-asks = Permissions to ask for
offer-all = All { $count }
offer-choose = Choose
offer-always-help = “Always” cannot be left out: it tells which account this is, or { $provider } does not work without it.
offer-offline-help = Works while you are away.
offer-none-chosen = Choose at least one permission.
offer-asks-nothing = { $provider } decides what to ask for. You see it on its own page, before you agree.
offer-hint = Account hint
offer-hint-help = An email address or user name. { $provider } offers that account first.
offer-hint-example = name@company.example
offer-nickname-help = What you call it, on this computer only.
offer-optional = (optional)
offer-traps = Good to know
offer-connect = Connect
offer-connect-again = Connect again
offer-help = Your browser opens. Nothing is connected until you agree there.
offer-failed-help = Nothing was saved and nothing changed at { $provider }. Your other accounts are not affected.

## What a link proposes

proposal-title = A link proposes to connect { $provider }
proposal-text = It came from outside { -program }. Look at what it would ask for. Nothing happens unless you press “{ offer-connect }”.
proposal-waits-text = It came from outside { -program }. Sign in to look at it. Nothing happens unless you press “{ offer-connect }” then.
proposal-another = What you have connected of { $provider } already stays as it is. This would add another account.
proposal-unknown = { $count ->
    [one] It also names a permission that the tenant does not offer:
   *[other] It also names { $count } permissions that the tenant does not offer:
}

## An attempt

attempt-left = left of { $whole }
attempt-left-label = { $time } left
attempt-step-prepare = Getting a link
attempt-step-opened = Browser opened
attempt-step-consent = Waiting for your consent
attempt-step-consent-link = Agree on { $provider }’s page, then choose “Open { -program }”.
attempt-step-consent-address = Agree on { $provider }’s page. The browser brings you back by itself.
attempt-step-sign-in = Waiting for you to sign in
attempt-step-sign-in-link = Sign in there, confirm, then choose “Open { -program }”.
attempt-step-sign-in-address = Sign in there and confirm. The browser brings you back by itself.
attempt-step-back = Back from the browser
attempt-step-finish = Finishing
attempt-asks = { $provider } will ask for
attempt-cancel = Cancel
attempt-cancel-label = Cancel connecting { $provider }
attempt-copy-link = Copy link
attempt-open-again = Open again
attempt-meanwhile = You can keep using { -program } meanwhile.
attempt-stuck = Nothing happened?
attempt-stuck-open-text = A fresh link in your browser. The old one stops working.
attempt-stuck-open = Open
attempt-stuck-copy-text = A fresh link for another browser. It works once.
attempt-stuck-copy = Copy
attempt-stuck-other = Use another way
attempt-stuck-other-address = Come back by this computer’s own address, with a fresh link.
attempt-stuck-other-link = Come back by a link to { -program }, with a fresh link in your browser.
attempt-stuck-switch = Switch
attempt-stuck-paste-title = Paste the address
attempt-stuck-paste-text = Copy the address that the browser shows, then press this.
attempt-stuck-paste = Paste
attempt-said-preparing = { $provider }: getting a link.
attempt-said-waiting = { $provider }: your browser is open and waits for you.
attempt-said-finishing = { $provider }: finishing.
attempt-said-left = { $provider }: { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
} left.

## The disconnect sheet

disconnect-title = Disconnect { $account }?
disconnect-title-many = { $count ->
    [one] Disconnect { $count } account?
   *[other] Disconnect { $count } accounts?
}
disconnect-removed = Removed now
disconnect-removed-text = The tokens for { $provider } leave the vault. Apps that used this account through Auth0 no longer can.
disconnect-removed-text-many = Their tokens leave the vault. Apps that used these accounts through Auth0 no longer can.
disconnect-remains = May remain at { $provider } until you revoke it there
disconnect-remains-text = { $provider } may still list the permission on its own page. { -program } cannot revoke it for you.
disconnect-remains-no-page = Look for connected apps in your { $provider } settings. { -program } cannot revoke it for you.
disconnect-remains-many = May remain at the providers until you revoke it there
disconnect-remains-text-many = Each account stays under “{ group-attention }” until you tick off that you looked there.
disconnect-others = { $count ->
    [one] Your other { $provider } account stays connected
   *[other] Your { $count } other { $provider } accounts stay connected
}
disconnect-others-unread = Your other { $provider } accounts stay connected
disconnect-undo = You have 10 seconds to undo it
disconnect-open-page = Open { $provider }’s page afterwards
disconnect-confirm = Disconnect

## Removed

removed-state = Removed here, check { $provider }
removed-title = Finish at { $provider }
removed-here = Removed here
removed-here-text = { $time } · The tokens left the vault. Apps can no longer use this account through Auth0.
removed-there = Revoked at { $provider }
removed-there-page = Find the app on { $provider }’s page, remove its access, then tick this.
removed-there-opened = The page was opened in your browser. Remove the access there, then tick this.
removed-there-no-page = Look for connected apps in your { $provider } settings, remove the access, then tick this.
removed-help = { $provider } may keep the permission until you revoke it there. { -program } cannot see that page.
removed-foot = The entry leaves the list when you tick it.
removed-done = Done. The entry leaves the list.
removed-again = If you need it again
removed-reconnect = Reconnect as before
removed-reconnect-text = With the same permissions and nickname. It takes one consent.
removed-reconnect-act = Reconnect

## Profiles

menu-profiles = Profiles
menu-profile-waits = waits for the browser
menu-add-profile = Add a profile…
menu-profile = Edit this profile…
profile-title = Profile
profile-none = None
profile-change = Change these…
profile-change-signed-in = To change these, sign out first. For another tenant, add a profile.
profile-as-for-all = As in the preferences
profile-proofs = Bind the key to this computer
profile-proofs-help = What is bound (DPoP) is of no use elsewhere. A change counts from the next sign-in on.
profile-proofs-auto = Where the tenant knows how
profile-proofs-on = Always
profile-proofs-off = Never
profile-save = Save
profile-remove = Remove this profile…
remove-profile-title = Remove “{ $name }”?
remove-profile-key = The key goes
remove-profile-key-text = { $tenant } is told to stop accepting it, and it leaves your keychain, with all else that was kept there for this profile.
remove-profile-notes = Names and hints go
remove-profile-notes-text = This computer forgets what you called the accounts, and the list of what you removed.
remove-profile-kept = Your accounts stay connected
remove-profile-kept-text = To disconnect them too, do that first.
remove-profile-confirm = Remove

## The sign-out sheet

sign-out-title = Sign out?
sign-out-here = Signed out here
sign-out-here-text = The key leaves your keychain, and { $tenant } is told to stop accepting it.
sign-out-kept = Your accounts stay connected
sign-out-kept-text = Apps that use them keep working. Signing in again shows them here.
sign-out-browser = Also sign out in the browser
sign-out-browser-text = Ends the session there, so the next sign-in asks who you are.
sign-out-confirm = Sign out

## Failures

failure-why = Why
failure-fix = What to do
failure-turn = Whose turn
failure-said = Answer
failure-retry = Try again
failure-retry-at = From { $time }
failure-id = Error ID
failure-copy-id = Copy error ID
failure-copy-report = Copy for administrator
failure-command = Command line
failure-copy-command = Copy the command line
failure-turn-yours = Yours
failure-turn-administrator = Your administrator’s
failure-turn-nobody = Nobody’s: wait a little
failure-report =
    { $what }
    Why: { $why }
    What to do: { $fix }
    Tenant: { $tenant }
    Client ID: { $clientId }
    Error ID: { $id }
failure-report-command =
    Command line:
    { $command }
failure-report-said = Answer: { $said }

## Banners

offline-title = You are offline.
offline-text = This is the list as of { $time }. Connecting and changing need the network.
offline-incomplete-text = Only the first part of your list could be read. Connecting and changing need the network.
offline-retrying = Trying…
failed-text = This is the list as of { $time }.
failed-incomplete-text = Only the first part of your list could be read.
unread-title = Your accounts could not be read yet
memory-text = Your sign-in is kept in memory until you quit.

## Notices

notices-label = News
notice-connected = { $provider } is connected.
notice-changed-elsewhere = Changed elsewhere since you last looked: { $connected ->
    [0] no account connected
    [one] { $connected } account connected
   *[other] { $connected } accounts connected
}, { $disconnected ->
    [0] none disconnected
   *[other] { $disconnected } disconnected
}.
notice-connected-elsewhere = { $provider } was connected elsewhere since you last looked.
notice-disconnected-elsewhere = A { $provider } account was disconnected elsewhere since you last looked.
notice-nothing-pasted = The clipboard holds no address that belongs to an attempt. Copy the whole address from the browser, then paste again.
notice-link-copied = Link copied. It works once.
notice-unknown-link = A link came in that belongs to nothing under way. Nothing was changed.
notice-update-available = Version { $version } of { -program } is available.
notice-update-available-text = Install it from About { -program } when you like.
notice-malformed-link = A link came in that { -program } cannot read. Nothing was changed.
notice-unknown-proposal = A link proposes to connect { $connection }, which the tenant does not offer. Nothing was changed.
notice-unknown-proposal-text = If you expected it, ask whoever gave you the link.
notice-root = { -program } runs as root
notice-root-text = A flaw in its window would be one of the whole computer. Quit it and start it as yourself.
notice-links-elsewhere = Links to { -program } open { $program } on this computer
notice-links-elsewhere-text = The browser comes back over this computer’s own address instead. To change that, choose “{ preferences-deep-link }” in the preferences.
notice-revocation-failed = You are signed out here, but the tenant could not be told. The old key may work until it expires.
notice-no-answer = The program behind the window did not answer
notice-no-answer-text = Quit { -program } and start it again. Your accounts are not affected.

## Empty

empty-title = No accounts connected yet
empty-lead = Choose a provider to see what it would be allowed to do.
