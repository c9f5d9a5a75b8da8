export type AccountState = { "kind": "connected" } | { "kind": "expires", 
/**
 * When.
 */
at: string, } | { "kind": "ended", 
/**
 * When.
 */
at: string, } | { "kind": "disconnecting" };

export type AccountView = { id: string, connection: string, provider: string, catalog: string, state: AccountState, connectedAt: string, expiresAt: string | null, offlineAccess: boolean, organization: string | null, permissions: Array<PermissionGroupView>, scopes: Array<string>, revokePage: boolean, siblings: number, failure: FailureView | null, };

export type AccountsView = { person: PersonView | null, freshness: Freshness, asOf: string | null, attention: Array<AccountView>, connected: Array<AccountView>, available: Array<ProviderView>, signingOut: boolean, };

export type AttemptStep = "preparing" | "waiting" | "finishing";

export type AttemptView = { id: string, step: AttemptStep, startedAt: string, expiresAt: string | null, lifetimeSeconds: number | null, returnPath: ReturnPath, };

export type FailureCode = "domainInvalid" | "domainNotSecure" | "clientIdInvalid" | "tenantUnreachable" | "tenantTimedOut" | "tenantNotTrusted" | "tenantNotAuth0" | "issuerMismatch" | "tenantBroken" | "answerUnexpected" | "rateLimited" | "signInRefused" | "signInTimedOut" | "signInCodeRejected" | "idTokenInvalid" | "refreshTokenMissing" | "sessionEnded" | "stepUpRequired" | "clientRejected" | "myAccountNotActivated" | "clientNotAuthorized" | "audienceMissing" | "scopesMissing" | "accessTokenRejected" | "permissionMissing" | "requestRejected" | "consentRefused" | "connectFailed" | "connectTimedOut" | "connectSessionExpired" | "connectConflict" | "connectCodeMissing" | "accountUnknown" | "keychainLocked" | "keychainAbsent" | "keychainRefused" | "keychainTimedOut" | "keychainCorrupt" | "browserNotOpened" | "loopbackUnavailable" | "settingsNotSaved" | "settingsCorrupt" | "demoNotStarted" | "tooManyAttempts";

export type FailureView = { code: FailureCode, id: string, turn: Turn, detail: string | null, subject: string | null, retryAt: string | null, };

export type Freshness = { "kind": "loading" } | { "kind": "current", refreshing: boolean, } | { "kind": "offline", retrying: boolean, failure: FailureView, } | { "kind": "failed", retrying: boolean, failure: FailureView, };

export type Grade = "identity" | "offline" | "read" | "change" | "send" | "pay" | "delete" | "unknown";

export type KeychainProblem = "locked" | "absent" | "refused";

export type News = { "kind": "connected", provider: string, account: string, } | { "kind": "disconnected", provider: string, revokePage: boolean, } | { "kind": "linkCopied" } | { "kind": "unknownLink" } | { "kind": "malformedLink" } | { "kind": "revocationFailed", failure: FailureView, } | { "kind": "failed", failure: FailureView, };

export type NoticeView = { id: number, news: News, };

export type PermissionGroupView = { product: string, permissions: Array<PermissionView>, };

export type PermissionView = { scope: string, words: string | null, grade: Grade, };

export type PersonView = { name: string, email: string | null, };

export type ProviderView = { connection: string, provider: string, catalog: string, permissions: Array<PermissionGroupView>, scopes: Array<string>, accounts: number, attempt: AttemptView | null, failure: FailureView | null, };

export type ReturnPath = "deepLink" | "loopback";

export type Screen = { "kind": "starting" } | { "kind": "firstRun", checking: boolean, failure: FailureView | null, } | { "kind": "signedOut", failure: FailureView | null, } | { "kind": "signingIn", attempt: AttemptView, } | { "kind": "keychain", problem: KeychainProblem, checking: boolean, failure: FailureView, } | { "kind": "accounts" } & AccountsView;

export type Snapshot = { revision: number, tenant: TenantView | null, screen: Screen, notices: Array<NoticeView>, };

export type TenantView = { domain: string, clientId: string, demo: boolean, returnPath: ReturnPath, deepLinks: boolean, };

export type Turn = "yours" | "administrator" | "nobody";
