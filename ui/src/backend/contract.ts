// Generated from crates/accounts/src/view.rs by its test. Do not edit.

/**
 * All that the window shows.
 */
export type Snapshot = { 
/**
 * Grows by one with every snapshot.
 */
revision: number, 
/**
 * The tenant in use; absent until one was chosen.
 */
tenant: TenantView | null, 
/**
 * The profiles of this computer, in their order.
 */
profiles: Array<ProfileView>, 
/**
 * What fills the window.
 */
screen: Screen, 
/**
 * What a link proposes to connect, until it is connected or dropped.
 */
proposal: ProposalView | null, 
/**
 * News that belong to no row, oldest first.
 */
notices: Array<NoticeView>, 
/**
 * The language of the words.
 */
language: Language, 
/**
 * What the person chose for this computer.
 */
preferences: PreferencesView, 
/**
 * About the program, while it is asked for.
 */
about: AboutView | null, 
/**
 * Where the next version comes from.
 */
updates: UpdatesView, 
/**
 * What the doctor found, while it is asked for.
 */
doctor: DoctorView | null, 
/**
 * How a tenant is set up, while it is asked for.
 */
setUp: SetUpView | null, 
/**
 * The report for somebody who helps, while it is asked for.
 */
report: ReportView | null, };

/**
 * The tenant in use.
 */
export type TenantView = { 
/**
 * Host, with its port where it is not the scheme's own: `acme.eu.auth0.com`.
 */
domain: string, 
/**
 * The OAuth client identifier.
 */
clientId: string, 
/**
 * True for the demo tenant inside the program.
 */
demo: boolean, 
/**
 * The way back from the browser that the next attempt will use.
 */
returnPath: ReturnPath, 
/**
 * Whether deep links can be used on this computer now.
 */
deepLinks: boolean, 
/**
 * The other program that gets links in this program's scheme.
 */
linksGoTo: string | null, 
/**
 * The organization that is signed in to, by id or name, where the settings name one.
 */
organization: string | null, 
/**
 * Whether the Token Vault may be asked if an account still works: only clients that
 * authenticate may.
 */
checks: boolean, 
/**
 * There is no keychain to use: by the person's choice the session is kept in memory for this run.
 */
inMemory: boolean, };

/**
 * A tenant and a client of it, as this computer keeps them.
 */
export type ProfileView = { 
/**
 * What the person calls it; no other has this name.
 */
name: string, 
/**
 * The tenant's domain.
 */
domain: string, 
/**
 * The OAuth client identifier.
 */
clientId: string, 
/**
 * The organization that is signed in to, by id or name.
 */
organization: string | null, 
/**
 * Whether tokens are bound to a key; absent: where the tenant knows how.
 */
dpop: boolean | null, 
/**
 * The way back from the browser; absent: as for all.
 */
returnPath: ReturnPath | null, 
/**
 * The language; absent: as for all.
 */
language: Language | null, 
/**
 * It is the one in use.
 */
inUse: boolean, 
/**
 * It is not in use, and something of it waits for the browser.
 */
waits: boolean, };

/**
 * How the browser gets back to the program.
 */
export type ReturnPath = "deepLink" | "loopback";

/**
 * What fills the window.
 */
export type Screen = { "kind": "starting" } | { "kind": "firstRun", 
/**
 * The tenant that was typed is being asked.
 */
checking: boolean, 
/**
 * The domain alone is being asked.
 */
looking: boolean, 
/**
 * Why the last try did not work; the form keeps its words.
 */
failure: FailureView | null, 
/**
 * The domain at which a tenant answered.
 */
answered: string | null, 
/**
 * The name of the profile that is to be changed.
 */
changes: string | null, 
/**
 * The name of the profile that one can go back to.
 */
back: string | null, } | { "kind": "signedOut", 
/**
 * Why the last sign-in or session ended, where it did not end by choice.
 */
failure: FailureView | null, } | { "kind": "signingIn", 
/**
 * How far it is.
 */
attempt: AttemptView, } | { "kind": "keychain", 
/**
 * What is wrong with it.
 */
problem: KeychainProblem, 
/**
 * It is being tried again now.
 */
checking: boolean, 
/**
 * The failure with its id, for a copy to the administrator.
 */
failure: FailureView, } | { "kind": "anotherPerson", 
/**
 * Who was signed in.
 */
before: PersonView, 
/**
 * Who signed in now.
 */
now: PersonView, 
/**
 * The change is being made.
 */
switching: boolean, 
/**
 * The one of before is still signed in, and can be kept.
 */
keepable: boolean, } | { "kind": "accounts" } & AccountsView;

/**
 * Why the keychain cannot be used.
 */
export type KeychainProblem = "locked" | "absent" | "refused";

/**
 * A language that the program speaks, by its BCP 47 tag.
 */
export type Language = "en" | "de" | "ja" | "ar";

/**
 * What the person chose for this computer.
 */
export type PreferencesView = { 
/**
 * The chosen language; absent: the system's.
 */
language: Language | null, 
/**
 * Whether the desktop is told when an attempt ends while the window is behind.
 */
notifications: boolean, 
/**
 * Whether the program keeps an entry in the tray; absent where this desktop has none.
 */
tray: boolean | null, 
/**
 * Whether the program starts with the desktop; absent where that cannot be set.
 */
startAtLogin: boolean | null, 
/**
 * Whether the window is drawn without compositing, from the next start on.
 */
safeRendering: boolean, 
/**
 * What somebody's organization has fixed, so that it cannot be chosen here.
 */
managed: Array<ManagedSetting>, };

/**
 * A setting that a policy may fix.
 */
export type ManagedSetting = "profile" | "profiles" | "returnPath" | "language" | "notifications" | "tray" | "logLevel" | "safeRendering";

/**
 * About the program, for people and their reports. Nothing here is secret or personal.
 */
export type AboutView = { 
/**
 * The program's version.
 */
version: string, 
/**
 * The operating system and its version.
 */
system: string, 
/**
 * The web view that draws the window, with its version.
 */
webView: string, 
/**
 * Whether the window is drawn without compositing now.
 */
safeRendering: boolean, 
/**
 * From the start of the process to the first painted window, in milliseconds.
 */
startMilliseconds: number | null, 
/**
 * Memory of all the program's processes, in megabytes (10⁶ bytes), shared pages by their share.
 */
memoryMegabytes: number | null, 
/**
 * Where the logs are.
 */
logFolder: string, };

/**
 * Where the next version of the program comes from, and what is known of it.
 */
export type UpdatesView = { "state": "packages" } | { "state": "nowhere" } | { "state": "unknown" } | { "state": "looking" } | { "state": "current" } | { "state": "available", 
/**
 * Its version.
 */
version: string, } | { "state": "installing", 
/**
 * Its version.
 */
version: string, } | { "state": "failed", 
/**
 * Why.
 */
failure: FailureView, };

/**
 * The lists of a signed-in person.
 */
export type AccountsView = { 
/**
 * Who is signed in; absent until the tenant said so.
 */
person: PersonView | null, 
/**
 * The tenant wants the person to confirm who they are before it goes on.
 */
confirmation: ConfirmationView | null, 
/**
 * How current the lists are.
 */
freshness: Freshness, 
/**
 * The lists were never read whole: what is shown are the pages that came.
 */
incomplete: boolean, 
/**
 * Why there is nothing that could be connected, where the tenant offers nothing at all.
 */
nothingToConnect: FailureView | null, 
/**
 * When the lists were last read whole.
 */
asOf: string | null, 
/**
 * Accounts that ask for something, most urgent first.
 */
attention: Array<AccountView>, 
/**
 * Accounts that were removed here and may remain at the provider, the latest first.
 */
removed: Array<RemovedView>, 
/**
 * The other connected accounts, by title.
 */
connected: Array<AccountView>, 
/**
 * Providers without an account, with an attempt under way, or that a link proposes, by name.
 */
available: Array<ProviderView>, 
/**
 * The other providers that the tenant offers: they have an account, and may be given another
 * one or other permissions. By name.
 */
connectable: Array<ProviderView>, 
/**
 * Removals that can still be undone, oldest first.
 */
removals: Array<RemovalView>, 
/**
 * A sign-out is under way.
 */
signingOut: boolean, };

/**
 * The signed-in person, as the ID token names them.
 */
export type PersonView = { 
/**
 * The `name` claim, or the next best.
 */
name: string, 
/**
 * The `email` claim.
 */
email: string | null, 
/**
 * The organization they are signed in to: its name, or else its id.
 */
organization: string | null, };

/**
 * "Confirm it's you": what was asked for waits until the person did, in the browser.
 */
export type ConfirmationView = { "kind": "wanted", 
/**
 * What the tenant wants.
 */
failure: FailureView, } | { "kind": "underWay", 
/**
 * How far it is.
 */
attempt: AttemptView, };

/**
 * How current the lists are.
 */
export type Freshness = { "kind": "loading" } | { "kind": "current", 
/**
 * They are being read again now.
 */
refreshing: boolean, } | { "kind": "offline", 
/**
 * A new try is under way.
 */
retrying: boolean, 
/**
 * The last failure.
 */
failure: FailureView, } | { "kind": "failed", 
/**
 * A new try is under way.
 */
retrying: boolean, 
/**
 * The last failure.
 */
failure: FailureView, };

/**
 * One connected account.
 */
export type AccountView = { 
/**
 * The account's id at Auth0 (`cac_…`).
 */
id: string, 
/**
 * The name of the Auth0 connection behind it.
 */
connection: string, 
/**
 * The provider's name.
 */
provider: string, 
/**
 * Catalogue key of the provider (`google`, … or `other`): mark and words go by it.
 */
catalog: string, 
/**
 * What the person calls it.
 */
nickname: string | null, 
/**
 * Who was named as the account to connect: an e-mail address, mostly.
 */
hint: string | null, 
/**
 * Its state.
 */
state: AccountState, 
/**
 * It was connected elsewhere and was not looked at since.
 */
elsewhere: boolean, 
/**
 * A repair made a new account in its place, and this one stayed.
 */
superseded: boolean, 
/**
 * It is being connected anew: the attempt under way.
 */
attempt: AttemptView | null, 
/**
 * Permissions that were asked for and not granted.
 */
missing: Array<PermissionGroupView>, 
/**
 * When it was connected.
 */
connectedAt: string, 
/**
 * When the provider's refresh token expires, where the provider says so.
 */
expiresAt: string | null, 
/**
 * True when the vault may renew the provider's token while the person is away.
 */
offlineAccess: boolean, 
/**
 * The Auth0 organization it belongs to.
 */
organization: string | null, 
/**
 * Permissions in words, by product.
 */
permissions: Array<PermissionGroupView>, 
/**
 * The raw scopes, as the API gave them.
 */
scopes: Array<string>, 
/**
 * True when the provider has a page where access is revoked.
 */
revokePage: boolean, 
/**
 * Number of other accounts of the same connection, which a disconnect leaves alone.
 */
siblings: number, 
/**
 * Why the last disconnect or the last attempt to connect it anew did not work.
 */
failure: FailureView | null, 
/**
 * What the Token Vault said of it, where it was asked.
 */
check: CheckView | null, };

/**
 * The state of an account.
 */
export type AccountState = { "kind": "connected" } | { "kind": "expires", 
/**
 * When.
 */
at: string, } | { "kind": "ended", 
/**
 * When.
 */
at: string, } | { "kind": "disconnecting", 
/**
 * Until when that can be undone; absent: the tenant is being told.
 */
until: string | null, };

/**
 * Whether the Token Vault can still use an account's connection.
 */
export type CheckView = { "kind": "checking" } | { "kind": "works", 
/**
 * When it said so.
 */
at: string, } | { "kind": "failed", 
/**
 * Why.
 */
failure: FailureView, };

/**
 * A provider that can be connected.
 */
export type ProviderView = { 
/**
 * The name of the Auth0 connection.
 */
connection: string, 
/**
 * The provider's name.
 */
provider: string, 
/**
 * Catalogue key of the provider.
 */
catalog: string, 
/**
 * The permissions that will be asked for, in words, by product.
 */
permissions: Array<PermissionGroupView>, 
/**
 * The raw scopes that will be asked for.
 */
scopes: Array<string>, 
/**
 * Known traps of the provider: the words have `trap-{key}`.
 */
traps: Array<string>, 
/**
 * Number of accounts already connected through it.
 */
accounts: number, 
/**
 * The attempt under way.
 */
attempt: AttemptView | null, 
/**
 * Why the last attempt did not work.
 */
failure: FailureView | null, };

/**
 * An account that was removed here. Its permission may remain at the provider until the person
 * withdraws it there; the entry stays until they tick it.
 */
export type RemovedView = { 
/**
 * The id that the account had at Auth0.
 */
id: string, 
/**
 * The name of the Auth0 connection.
 */
connection: string, 
/**
 * The provider's name.
 */
provider: string, 
/**
 * Catalogue key of the provider.
 */
catalog: string, 
/**
 * What the person called it.
 */
nickname: string | null, 
/**
 * Who was named as the account.
 */
hint: string | null, 
/**
 * When it was removed.
 */
removedAt: string, 
/**
 * True when the provider has a page where access is revoked.
 */
revokePage: boolean, 
/**
 * True once that page was opened for this entry.
 */
pageOpened: boolean, 
/**
 * True where the tenant still offers the provider, so that it can be connected as before.
 */
reconnectable: boolean, };

/**
 * Accounts that will be removed in a moment.
 */
export type RemovalView = { 
/**
 * Names it in requests.
 */
id: number, 
/**
 * The accounts' ids.
 */
accounts: Array<string>, 
/**
 * The account's nickname or its provider's name, where it is one.
 */
title: string | null, 
/**
 * When the tenant is told.
 */
until: string, 
/**
 * Seconds from the confirmation until then.
 */
seconds: number, };

/**
 * What a link from outside proposes to connect. Nothing of it happens without a click.
 */
export type ProposalView = { 
/**
 * Tells it from others.
 */
id: number, 
/**
 * The name of the Auth0 connection.
 */
connection: string, 
/**
 * The provider's name.
 */
provider: string, 
/**
 * The tenant is known to offer it: its pane can be shown. Until then nothing is known of scopes.
 */
ready: boolean, 
/**
 * The raw scopes to begin the choice with: those of the link that are offered, and those that
 * cannot be left out. Where the link names none: all.
 */
scopes: Array<string>, 
/**
 * The raw scopes of the link that are not offered.
 */
unknown: Array<string>, };

/**
 * A sign-in or connect under way.
 */
export type AttemptView = { 
/**
 * Names the attempt in requests. Not the OAuth `state`.
 */
id: string, 
/**
 * How far it is.
 */
step: AttemptStep, 
/**
 * When it began.
 */
startedAt: string, 
/**
 * When its link stops working; absent while it is being prepared.
 */
expiresAt: string | null, 
/**
 * Seconds that the link works in all.
 */
lifetimeSeconds: number | null, 
/**
 * The way back it uses.
 */
returnPath: ReturnPath, 
/**
 * What a connect asks for; absent for a sign-in.
 */
asked: AskedView | null, };

/**
 * How far an attempt is.
 */
export type AttemptStep = "preparing" | "waiting" | "finishing";

/**
 * What a connect asks for.
 */
export type AskedView = { 
/**
 * The permissions in words, by product.
 */
permissions: Array<PermissionGroupView>, 
/**
 * The raw scopes.
 */
scopes: Array<string>, 
/**
 * Who was named as the account to connect.
 */
hint: string | null, 
/**
 * What the account will be called.
 */
nickname: string | null, };

/**
 * News that belong to no row.
 */
export type NoticeView = { 
/**
 * Names the notice in requests.
 */
id: number, 
/**
 * What it says.
 */
news: News, };

/**
 * What a notice says.
 */
export type News = { "kind": "connected", 
/**
 * The provider's name.
 */
provider: string, 
/**
 * The account's id.
 */
account: string, } | { "kind": "changedElsewhere", 
/**
 * Accounts that came.
 */
connected: number, 
/**
 * Accounts that went.
 */
disconnected: number, 
/**
 * The provider's name, where all of them are of one.
 */
provider: string | null, } | { "kind": "updateAvailable", 
/**
 * Its version.
 */
version: string, } | { "kind": "nothingPasted" } | { "kind": "linkCopied" } | { "kind": "unknownLink" } | { "kind": "malformedLink" } | { "kind": "unknownProposal", 
/**
 * The connection's name, as the link has it.
 */
connection: string, } | { "kind": "runsAsRoot" } | { "kind": "linksElsewhere", 
/**
 * Its name.
 */
program: string, } | { "kind": "revocationFailed", 
/**
 * Why.
 */
failure: FailureView, } | { "kind": "failed", 
/**
 * What.
 */
failure: FailureView, };

/**
 * Permissions of one product (Calendar, Mail, Repositories …).
 */
export type PermissionGroupView = { 
/**
 * Product key: the words have `product-{key}`.
 */
product: string, 
/**
 * Its permissions.
 */
permissions: Array<PermissionView>, };

/**
 * One permission.
 */
export type PermissionView = { 
/**
 * The OAuth scope, as it is asked for.
 */
scope: string, 
/**
 * The scope as it is shown: plain text.
 */
shown: string, 
/**
 * Text key: the words have `permission-{key}`. Absent for a scope that is not in the catalogue.
 */
words: string | null, 
/**
 * How far it reaches.
 */
grade: Grade, 
/**
 * It cannot be left out: without it the provider does not work.
 */
required: boolean, };

/**
 * How far a permission reaches.
 */
export type Grade = "identity" | "offline" | "read" | "change" | "send" | "pay" | "delete" | "unknown";

/**
 * Every step that a new tenant needs, in three forms.
 */
export type SetUpView = { 
/**
 * The tenant, as it was typed, or as it is called where that is a domain.
 */
domain: string, 
/**
 * Why there are no steps: it is no domain.
 */
failure: FailureView | null, 
/**
 * The same steps in each form.
 */
forms: Array<SetUpFormView>, };

/**
 * The steps in one form.
 */
export type SetUpFormView = { 
/**
 * Which.
 */
form: SetUpForm, 
/**
 * The steps, in their order.
 */
sections: Array<SetUpSectionView>, 
/**
 * All of them as one text, to be copied.
 */
text: string, };

/**
 * How the steps are told.
 */
export type SetUpForm = "dashboard" | "commandLine" | "terraform";

/**
 * One step. Its words are English.
 */
export type SetUpSectionView = { 
/**
 * What is done.
 */
title: string, 
/**
 * Why.
 */
why: string, 
/**
 * How: sentences, or text to be copied as it is.
 */
how: string, 
/**
 * Whether `how` is text for a terminal or a file.
 */
isCode: boolean, };

/**
 * What the doctor found so far.
 */
export type DoctorView = { 
/**
 * The checks that ended, in their order.
 */
lines: Array<DoctorLine>, 
/**
 * How long all of it took; absent while something is still being looked at.
 */
milliseconds: number | null, };

/**
 * One check and how it ended.
 */
export type DoctorLine = { 
/**
 * What was looked at.
 */
check: DoctorCheck, 
/**
 * Of one provider: the connection's name.
 */
connection: string | null, 
/**
 * Of one provider: its name.
 */
provider: string | null, 
/**
 * How it is.
 */
verdict: Verdict, 
/**
 * What was seen.
 */
facts: Array<DoctorFact>, 
/**
 * How long the look took.
 */
milliseconds: number, };

/**
 * What is looked at, in the order of the lines.
 */
export type DoctorCheck = "keychain" | "links" | "loopback" | "network" | "certificate" | "clock" | "discovery" | "proofs" | "session" | "myAccount" | "providers" | "vault" | "provider";

/**
 * How it is.
 */
export type Verdict = { "kind": "green" } | { "kind": "amber", 
/**
 * What.
 */
failure: FailureView, } | { "kind": "red", 
/**
 * Why.
 */
failure: FailureView, } | { "kind": "notChecked", 
/**
 * The check that has to end well first; absent where there is nothing to look at.
 */
because: DoctorCheck | null, };

/**
 * Something that was seen, for people.
 */
export type DoctorFact = { "kind": "port", 
/**
 * Its number.
 */
port: number, 
/**
 * Whether the program may have it.
 */
free: boolean, } | { "kind": "proxy", 
/**
 * Its address.
 */
address: string, } | { "kind": "issuer", 
/**
 * The name.
 */
name: string, } | { "kind": "issuerUnknown" } | { "kind": "noCertificate" } | { "kind": "skew", 
/**
 * In seconds; negative where it is behind.
 */
seconds: number, } | { "kind": "proofs", 
/**
 * How.
 */
proofs: ProofUse, } | { "kind": "offered", 
/**
 * The number.
 */
count: number, } | { "kind": "trap", 
/**
 * Its key.
 */
key: string, };

/**
 * Whether and how proofs of possession are used.
 */
export type ProofUse = "used" | "notOffered" | "switchedOff";

/**
 * The report, line by line.
 */
export type ReportView = { 
/**
 * Its parts, in their order.
 */
sections: Array<ReportSection>, 
/**
 * Whether the doctor has looked.
 */
examined: boolean, 
/**
 * Where it was saved.
 */
saved: string | null, 
/**
 * Why it was not.
 */
failure: FailureView | null, };

/**
 * A part and its lines.
 */
export type ReportSection = { 
/**
 * Which part it is.
 */
id: ReportPart, 
/**
 * As they will be saved, the first of them being its heading.
 */
lines: Array<string>, };

/**
 * A part of the report.
 */
export type ReportPart = "program" | "settings" | "doctor" | "failures" | "log";

/**
 * A failure as the window shows it.
 */
export type FailureView = { 
/**
 * Its cause.
 */
diagnosis: Diagnosis, 
/**
 * An id to copy: `MOOR-7F3K-21C9`. The same id stands in the log.
 */
id: string, 
/**
 * Whose turn it is.
 */
turn: Turn, 
/**
 * The tenant's, provider's or system's own words, cleaned, at most 300 characters; plain text.
 */
detail: string | null, 
/**
 * The thing it is about, for the words' `{ $subject }`: a host, a scope, a setting.
 */
subject: string | null, 
/**
 * When it may be tried again, where the tenant said so.
 */
retryAt: string | null, };

/**
 * What is wrong, by cause. The window has words and an action for each.
 */
export type Diagnosis = "domainInvalid" | "domainNotSecure" | "clientIdInvalid" | "tenantUnreachable" | "tenantTimedOut" | "answerLost" | "webPageAnswered" | "tenantNotTrusted" | "tenantNotAuth0" | "issuerMismatch" | "tenantBroken" | "answerUnexpected" | "endlessPages" | "rateLimited" | "signInRefused" | "signInTimedOut" | "signInCodeRejected" | "idTokenInvalid" | "organizationMismatch" | "organizationRefused" | "refreshTokenMissing" | "sessionEnded" | "personUnknown" | "personBlocked" | "mfaRequired" | "authenticationUnmet" | "interactionRequired" | "proofKeyMissing" | "proofRejected" | "nonceLoop" | "clientRejected" | "grantNotAllowed" | "clientCredentialInvalid" | "myAccountNotActivated" | "clientNotAuthorized" | "audienceMissing" | "scopesMissing" | "accessTokenRejected" | "permissionMissing" | "requestRejected" | "connectionUnavailable" | "nothingToConnect" | "consentRefused" | "connectFailed" | "connectTimedOut" | "connectSessionExpired" | "connectConflict" | "connectCodeMissing" | "accountUnknown" | "vaultTokenMissing" | "vaultTokenRejected" | "rotationNotSupported" | "notResourceServer" | "keychainLocked" | "keychainAbsent" | "keychainRefused" | "keychainTimedOut" | "keychainCorrupt" | "browserNotOpened" | "loopbackUnavailable" | "linksElsewhere" | "linksLost" | "clockWrong" | "nobodySignedIn" | "settingsNotSaved" | "settingsCorrupt" | "policyCorrupt" | "notesCorrupt" | "startAtLoginNotSet" | "updateNotMade" | "reportNotSaved" | "demoNotStarted" | "tooManyAttempts" | "programBusy";

/**
 * Whose turn it is.
 */
export type Turn = "yours" | "administrator" | "nobody";

/**
 * What a connect is to be.
 */
export type Wish = { 
/**
 * The connection's name.
 */
connection: string, 
/**
 * The account that is connected anew; absent for a new account.
 */
account: string | null, 
/**
 * The scopes to ask for; none: those of before, or all that the tenant offers.
 */
scopes: Array<string>, 
/**
 * Who is to be connected, for the provider's page: an e-mail address, mostly.
 */
hint: string | null, 
/**
 * What the account is to be called.
 */
nickname: string | null, };

/**
 * What is typed of a profile.
 */
export type ProfileForm = { 
/**
 * The tenant's domain.
 */
domain: string, 
/**
 * The OAuth client identifier.
 */
clientId: string, 
/**
 * What to call it; empty: by its domain.
 */
name: string, 
/**
 * The organization to sign in to, by id or name; empty: none.
 */
organization: string, };

/**
 * How a profile is called and used.
 */
export type ProfileEdit = { 
/**
 * What to call it; empty: by its domain.
 */
name: string, 
/**
 * The way back from the browser; absent: as for all.
 */
returnPath: ReturnPath | null, 
/**
 * The language; absent: as for all.
 */
language: Language | null, 
/**
 * Whether tokens are bound to a key (RFC 9449), from the next sign-in on; absent: where the tenant
 * knows how.
 */
dpop: boolean | null, };

/**
 * What the desktop may be used for.
 */
export type Preference = "notifications" | "tray" | "startAtLogin" | "safeRendering";
