### The words of the command line. Its help pages and the man page are in English only.

## Labels

command-tenant = Tenant
command-organization = Organisation
command-signed-in-as = Angemeldet als
command-return-path = Rückweg
command-keychain-label = Schlüsselbund
command-provider = Anbieter
command-connection = Verbindung
command-accounts = Konten
command-id = ID
command-hint = Konto
command-state = Zustand
command-since = Seit
command-expires = Läuft ab
command-permissions = Berechtigungen
command-missing = Nicht erteilt

## Values

command-nobody = niemand
command-loopback = die eigene Adresse dieses Computers
command-keychain-ready = offen
command-keychain-locked = gesperrt
command-keychain-absent = keiner
command-keychain-refused = antwortet nicht, wie er soll
command-state-connected = verbunden
command-state-expires = läuft bald ab
command-state-ended = beendet: neu verbinden
command-state-disconnecting = wird getrennt

## What is under way

command-keychain = Der Schlüsselbund wird geöffnet…
command-tenant-asked = Der Tenant wird gefragt…
command-reading = Ihre Konten werden gelesen…
command-preparing = Die Seite wird vorbereitet…
command-waiting = Warten auf den Browser. Strg-C bricht ab.
command-disconnecting = Wird getrennt…
command-signing-out = Abmelden…
command-examining = Alles wird geprüft…
command-comparing = Der Tenant wird verglichen…
command-applying = Der Tenant wird eingerichtet…

## The browser

command-link-remote = Dieses Terminal gehört zu einem anderen Computer, daher wird kein Browser geöffnet.
command-link-no-display = Hier gibt es keinen Bildschirm, daher wird kein Browser geöffnet.
command-link = Öffnen Sie diesen Link in einem Browser. Er gilt einmal:
command-page = Öffnen Sie diese Seite in einem Browser:
command-paste = Ist dieser Browser auf einem anderen Computer, kopieren Sie die ganze Adresse, bei der er endet, und fügen Sie sie hier ein. Strg-C bricht ab.
command-root = mooring läuft als root; ein Fehler wäre einer des ganzen Computers. Rufen Sie es unter Ihrem eigenen Namen auf.
command-nothing-pasted = Diese Adresse beantwortet nichts, was gerade läuft. Kopieren Sie die ganze Adresse aus dem Browser.
command-confirm = Der Tenant will Sie erst noch einmal sehen. Danach geht es weiter.

## Questions

command-yes = j
command-disconnect = { $name } trennen?
command-remove-profile = Das Profil { $name } entfernen? Sein Schlüssel wird widerrufen, und nichts davon bleibt auf diesem Computer.
command-switch = Sie haben sich als { $name } angemeldet, hier war aber { $before } angemeldet. Als { $name } weitermachen?
command-apply = { $name } so ändern?
command-save = In { $name } speichern?
command-token = Token der Management API:

## Answers

command-no-profiles = Noch ist kein Tenant gespeichert.
command-profile-used = { $name } wird ab jetzt verwendet.
command-profile-removed = { $name } ist entfernt.
command-no-providers = Der Tenant bietet nichts an, was sich verbinden lässt.
command-no-accounts = Es sind keine Konten verbunden.
command-connected = { $name } ist verbunden.
command-disconnected = { $name } ist bei Auth0 getrennt.
command-may-remain = Die Berechtigung kann bei { $name } bestehen bleiben: Ziehen Sie sie auch dort zurück. Mit --revoke-page öffnet { -program } die Seite.
command-kept = { $name } bleibt verbunden.
command-signed-in = Angemeldet als { $name }.
command-already-signed-in = Schon angemeldet als { $name }.
command-signed-out = Abgemeldet.
command-already-signed-out = Niemand ist angemeldet.
command-unchanged = Nichts wurde geändert.
command-saved = In { $name } gespeichert.
command-refused = Der Tenant hat { $name } abgelehnt: { $reason }
command-demo = Der Demo-Tenant läuft bis Strg-C. So wird er benutzt: mooring --profile { $profile } sign-in

## What went wrong

command-usage = Das lässt sich nicht lesen
    .why = { $reason }
    .fix = Geben Sie `mooring --help` oder `mooring COMMAND --help` ein.
command-interrupted = Abgebrochen
    .why = Sie haben Strg-C gedrückt. Was im Browser lief, wurde aufgegeben.
    .fix = Geben Sie den Befehl noch einmal ein, wenn Sie möchten.
command-no-tenant = Kein Tenant ist gewählt
    .why = { -program } weiß noch nicht, wo sich Ihre Firma anmeldet.
    .fix = Geben Sie `mooring --profile CLIENT_ID@DOMAIN sign-in` ein. Beides hat Ihre Administration.
command-not-asked = Hier kann niemand gefragt werden
    .why = Das ändert etwas, und die Standardeingabe ist kein Terminal, an dem Sie zustimmen könnten.
    .fix = Fügen Sie --yes hinzu, wenn Sie sicher sind.
command-token-needed = Ein Token fehlt
    .why = Dafür braucht es ein Token der Management API, das nie aus einem Argument genommen wird.
    .fix = Legen Sie es in MOORING_MANAGEMENT_TOKEN ab, oder schreiben Sie es in die Standardeingabe.
command-profile-unknown = Es gibt kein Profil „{ $name }“
    .why = Kein Profil dieses Namens ist gespeichert, und CLIENT_ID@DOMAIN ist es auch nicht.
    .fix = Geben Sie `mooring profiles` ein, um die Liste zu sehen.
command-profiles-managed = Profile verwaltet Ihre Organisation
    .why = Eine Richtlinie auf diesem Computer legt sie fest.
    .fix = Bitten Sie Ihre Administration, die Richtlinie zu ändern.
command-provider-unknown = Es gibt keinen Anbieter „{ $name }“
    .why = Der Tenant bietet keinen dieses Namens an. Am nächsten: { $candidates }.
    .fix = Geben Sie `mooring providers` ein, um die Liste zu sehen.
command-permission-unknown = Es gibt keine Berechtigung „{ $name }“
    .why = Der Anbieter wird hier um keine dieses Namens gebeten. Am nächsten: { $candidates }.
    .fix = Geben Sie `mooring providers --json` ein, um die Scopes zu sehen.
command-name-ambiguous = „{ $name }“ kann mehreres bedeuten
    .why = Es steht für: { $candidates }.
    .fix = Geben Sie eines davon ganz ein.
command-not-signed-in = Niemand ist angemeldet
    .why = Der Schlüsselbund hat keinen Schlüssel für diesen Tenant.
    .fix = Geben Sie `mooring sign-in` ein.
command-another-person = { $name } hat sich angemeldet und wurde nicht eingelassen
    .why = Hier war jemand anderes angemeldet. Die Anmeldung von { $name } wurde abgewiesen.
    .fix = Geben Sie zuerst `mooring sign-out` ein, oder melden Sie sich als die Person von vorher an.
command-account-not-connected = Kein Konto „{ $name }“ ist verbunden
    .why = Es gibt keines mit dieser ID oder diesem Namen. Am nächsten: { $candidates }.
    .fix = Geben Sie `mooring accounts` ein, um die Liste zu sehen.
command-nothing-connected = Kein Konto von „{ $name }“ ist verbunden
    .why = Der Tenant bietet es an, aber Sie haben keines verbunden.
    .fix = Geben Sie `mooring connect { $name }` ein.
command-token-rejected = { $name } nimmt das Token nicht an
    .why = Es ist für einen anderen Tenant, oder seine Zeit ist um.
    .fix = Holen Sie ein neues Token der Management API dieses Tenants.
command-token-scope-missing = Dem Token fehlt { $scope }
    .why = Die Management API verlangt dafür diesen Scope.
    .fix = Holen Sie ein Token mit { $scope }.
command-not-started = { -program } konnte nicht starten
    .why = { $reason }
    .fix = Prüfen Sie, ob sich in Ihren persönlichen Ordner schreiben lässt, und versuchen Sie es dann noch einmal.
