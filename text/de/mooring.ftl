### The words of the window.

-program = Mooring

## Said in many places

cancel = Abbrechen
close = Schließen
dismiss = Schließen
try-again = Erneut versuchen
copied = Kopiert
back-to-list = Zurück zur Liste
someone = Anbieter
some-tenant = Tenant
open-page = Seite von { $provider } öffnen

## First run

first-run-title = Ihre verbundenen Konten an einem Ort
first-run-lead = Sehen Sie, was jeder Anbieter für Sie tun darf. Verbinden und trennen Sie per Klick.
first-run-domain = Tenant-Domain
first-run-domain-help = Wo sich Ihr Unternehmen anmeldet.
first-run-domain-missing = Geben Sie die Domain Ihres Tenants ein, etwa acme.eu.auth0.com.
first-run-domain-example = acme.eu.auth0.com
first-run-client-id = Client-ID
first-run-client-id-help = Von Ihrem Administrator.
first-run-client-id-missing = Geben Sie die Client-ID ein, die Sie von Ihrem Administrator haben.
first-run-expected = Auth0 zeigt eine eigene Bestätigungsseite. Das ist normal.
first-run-checking = Tenant wird gefragt…
first-run-submit = Anmelden
first-run-answered = { $domain } ist ein Auth0-Tenant.
first-run-looking = Diese Domain wird gefragt…
first-run-more = Name und Organisation
first-run-name = Name
first-run-name-help = Wie das Profil auf diesem Computer heißt.
first-run-organization = Organisation
first-run-organization-help = ID oder Name, nur wenn Sie eine von Ihrem Administrator haben.
first-run-step-sign-in = Anmelden, im Browser
first-run-step-check = Jeder Teil der Einrichtung wird geprüft
first-run-step-check-help = Nach der Anmeldung sehen Sie Zeile für Zeile, was geht und was zu tun ist.
first-run-add-title = Profil hinzufügen
first-run-add-lead = Ein weiterer Tenant, Client oder eine Organisation, mit eigenem Schlüssel. Ihre Profile bleiben, wie sie sind.
first-run-change-title = „{ $name }“ ändern
first-run-change-lead = Was Sie eingeben, tritt an seine Stelle, sobald der Tenant geantwortet hat.
first-run-back = Zurück zu { $name }
first-run-choose = Ihre Profile
first-run-demo-title = Kein Tenant zur Hand?
first-run-demo-lead = Acht erfundene Anbieter, alles auf diesem Computer.
first-run-demo = Demo-Tenant ausprobieren

privacy = Die Tokens der Dienste bleiben bei Auth0; diese App verwahrt nur einen Schlüssel im Schlüsselbund des Systems.

## Signed out

signed-out-title = Abgemeldet
signed-out-lead = Melden Sie sich an, um die mit Ihrem Profil bei { $tenant } verbundenen Konten zu sehen und zu ändern.
signed-out-organization-lead = Melden Sie sich bei der Organisation { $organization } an, um die mit Ihrem Profil bei { $tenant } verbundenen Konten zu sehen und zu ändern.
signed-out-demo-lead = Melden Sie sich beim Demo-Tenant an. Er läuft auf diesem Computer, und jeder Name ist recht.
signed-out-expected = Ihr Browser öffnet sich, und Auth0 bittet um Bestätigung. Das ist normal.
sign-in = Anmelden
step-up-title = Identität bestätigen
step-up-lead = { $tenant } möchte, dass Sie sich noch einmal ausweisen, bevor Ihre Konten angezeigt werden. Nichts geht verloren.
step-up = Im Browser bestätigen
another-tenant = Anderen Tenant verwenden

## Confirming who you are

confirm-later = Nicht jetzt
confirm-waits = Ihr Auftrag wartet so lange.
confirm-said = { step-up-title }. { $why }
confirm-list = Hier erscheinen Ihre Konten, sobald Sie bestätigt haben.
confirm-unread-title = Ihre Konten warten auf Sie
confirm-unread-lead = Sie werden gelesen, sobald Sie Ihre Identität bestätigt haben.

## Another person

another-person-title = Sie haben sich als { $now } angemeldet
another-person-lead = Dieses Fenster gehörte { $before }.
another-person-switch-text = { $before } wird hier abgemeldet. Von { $before } verbundene Konten bleiben mit jenem Profil verbunden.
another-person-keep-text = Die Anmeldung von { $now } wird abgewiesen, und hier ändert sich nichts.
another-person-again-text = Die Anmeldung von { $now } wird abgewiesen, und { $before } meldet sich wieder an.
another-person-switching = Wechsel zu { $now }…
switch-person = Als { $now } fortfahren
keep-person = Als { $before } angemeldet bleiben
keep-person-again = Stattdessen als { $before } anmelden

## Signing in

signing-in-title = Anmeldung läuft
signing-in-lead = Ihr Browser zeigt die Anmeldeseite von { $tenant }.
signing-in-preparing-lead = Die Anmeldeseite von { $tenant } wird vorbereitet.
signing-in-finishing-lead = Sie sind zurück. { $tenant } wird nach Ihren Konten gefragt.

## Keychain

keychain-locked-title = Ihr Schlüsselbund ist gesperrt
keychain-locked-lead = { -program } verwahrt dort seinen einzigen Schlüssel. Nichts ist verloren: Nach dem Entsperren sind Ihre Konten wieder da.
keychain-locked-help = Das Passwort des Schlüsselbunds erfragt Ihr System, nicht { -program }.
keychain-unlock = Entsperren
keychain-absent-title = Es gibt keinen nutzbaren Schlüsselbund
keychain-absent-lead = { -program } verwahrt seinen einzigen Schlüssel im Schlüsselbund des Systems und in keiner Datei. Ohne ihn bleiben Sie nicht angemeldet.
keychain-refused-title = Der Schlüsselbund hat { -program } den Zugriff verweigert
keychain-refused-lead = { -program } verwahrt dort seinen einzigen Schlüssel. Nichts ist verloren, und nichts wurde anderswo gespeichert.
keychain-memory-title = Ohne Schlüsselbund weitermachen
keychain-memory-text = Ihre Anmeldung ist vergessen, sobald { -program } endet. Nichts wird irgendwo gespeichert.
keychain-memory = Bis zum Beenden im Arbeitsspeicher halten
keychain-checking = Schlüsselbund wird gefragt…
starting = Schlüsselbund wird geöffnet

## The list

list-label = Konten und Anbieter
pane-label = Details
group-attention = Handlungsbedarf
group-connected = Verbunden
group-available = Verfügbar
group-size = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
}
search = Suchen
search-label = Konten und Anbieter durchsuchen
search-clear = Suche leeren
search-nothing = Nichts passt zu „{ $query }“
search-nothing-help = Suchen Sie nach Anbieter, Spitzname, Hinweis oder Berechtigung.
search-found = { $count ->
    [0] Nichts gefunden
    [one] { $count } Eintrag gefunden
   *[other] { $count } Einträge gefunden
}
row-since = Seit { $date }
row-since-of = { $provider } · seit { $date }
row-hint-of = { $provider } · { $hint }
row-check = Bei { $provider } prüfen
row-check-of = Bei { $provider } prüfen · { $hint }
row-new = Neu
loading = Ihre Konten werden geladen
list-more = Mehr wird geladen…
search-unread = Die Liste ist noch nicht vollständig.
foot-signed-in = Angemeldet als { $person }
foot-signing-out = Abmeldung läuft…
foot-demo = Demo-Tenant

## States

state-connected = Verbunden
state-expires = { $days ->
    [0] Läuft heute ab
    [one] Läuft in { $days } Tag ab
   *[other] Läuft in { $days } Tagen ab
}
state-ended = Handlungsbedarf
state-disconnecting = Wird getrennt
state-removed = Hier entfernt
state-as-of = Stand { $time }
state-unreached = Nicht erreicht
state-not-connected = Nicht verbunden
state-failed = Nicht verbunden
state-preparing = Wird vorbereitet
state-waiting = Wartet im Browser
state-finishing = Wird abgeschlossen

## Menu

menu = Menü
menu-refresh = Aktualisieren
menu-select = Mehrere auswählen…
menu-preferences = Einstellungen…
menu-shortcuts = Tastenkürzel
menu-doctor = Alles prüfen…
menu-set-up = Tenant einrichten…
menu-about = Über { -program }
menu-sign-out = Abmelden…

## Selection

select-title = { $count ->
    [0] Konten auswählen
    [one] { $count } Konto ausgewählt
   *[other] { $count } Konten ausgewählt
}
select-lead = Haken Sie Konten in der Liste an, um sie zusammen zu trennen.

## Undo

undo = Rückgängig
undo-label = Trennungen, die sich rückgängig machen lassen
undo-name = Trennen von { $title } rückgängig machen
undo-name-several = { $count ->
    [one] Trennen von { $count } Konto rückgängig machen
   *[other] Trennen von { $count } Konten rückgängig machen
}
undo-one = { $title } wird in { $seconds } s getrennt. Beenden behält es.
undo-several = { $count ->
    [one] { $count } Konto wird in { $seconds } s getrennt. Beenden behält es.
   *[other] { $count } Konten werden in { $seconds } s getrennt. Beenden behält sie.
}
undo-said = { $seconds ->
    [one] { $title } wird in { $seconds } Sekunde getrennt. Das lässt sich rückgängig machen.
   *[other] { $title } wird in { $seconds } Sekunden getrennt. Das lässt sich rückgängig machen.
}
undo-said-several = { $count ->
    [one] { $count } Konto wird in { $seconds } s getrennt. Das lässt sich rückgängig machen.
   *[other] { $count } Konten werden in { $seconds } s getrennt. Das lässt sich rückgängig machen.
}
undo-said-kept = { $title } bleibt verbunden.
undo-said-kept-several = { $count ->
    [one] { $count } Konto bleibt verbunden.
   *[other] { $count } Konten bleiben verbunden.
}
removed-said = { $title } wurde hier entfernt. Bei { $provider } bleibt es womöglich, bis Sie es dort widerrufen.

## Shortcuts

shortcuts-title = Tastenkürzel
shortcuts-list = In der Liste
shortcuts-accounts = Konten
shortcut-search = Suchen
shortcut-move = Nach oben und unten
shortcut-ends = Zum ersten und letzten Eintrag
shortcut-jump = Zu einem Namen, mit seinen Anfangsbuchstaben
shortcut-open = Zu den Details
shortcut-back = Zurück zur Liste
shortcut-rename = Umbenennen
shortcut-disconnect = Trennen
shortcut-undo = Letztes Trennen rückgängig machen
shortcut-tick = Anhaken, um mehrere auszuwählen
shortcut-tick-all = Alle anhaken
shortcut-refresh = Aktualisieren
shortcut-shortcuts = Diese Tastenkürzel anzeigen
key-control = Strg
key-home = Pos1
key-end = Ende
key-enter = Eingabe
key-escape = Esc
key-delete = Entf
key-space = Leertaste

## Preferences

preferences-title = Einstellungen
preferences-language = Sprache
preferences-language-system = Wie das System
preferences-return-path = Rückweg aus dem Browser
preferences-deep-link = Link zu { -program }
preferences-deep-link-off = Auf diesem Computer nicht eingerichtet
preferences-deep-link-elsewhere = Diese Links bekommt zurzeit { $program }. Wählen Sie dies, um sie zurückzuholen.
preferences-loopback = Eigene Adresse dieses Computers
preferences-managed = Von Ihrer Organisation verwaltet
preferences-desktop = Desktop
preferences-notifications = Benachrichtigen, wenn ein Versuch endet, während das Fenster im Hintergrund ist
preferences-tray = Eintrag im Infobereich behalten
preferences-start = { -program } beim Anmelden an diesem Computer starten

## About

about-title = Über { -program }
about-version = Version { $version }
about-line = Die mit Ihrem Auth0-Profil verbundenen Konten in einem Fenster.
about-footprint-label = Verbrauch
about-footprint = In { $time } gestartet · { $memory } Arbeitsspeicher
about-start = In { $time } gestartet
about-memory = { $memory } Arbeitsspeicher
about-system = System
about-web-view = Web-Ansicht
about-drawing = Darstellung
about-drawing-safe = Ohne Compositing, weil bei einem Start nichts erschien.
about-drawing-once = In diesem Lauf ohne Compositing, ab dem nächsten wie üblich.
about-draw-as-usual = Wieder wie üblich
about-updates = Updates
updates-packages = Sie kommen mit den Paketen Ihres Systems.
updates-nowhere = Sie kommen von dort, woher Sie { -program } haben.
updates-looking = Es wird nach einer neueren Version gesucht …
updates-current = Das ist die neueste Version.
updates-available = Version { $version } ist da.
updates-installing = Version { $version } wird installiert. Danach startet { -program } neu.
updates-install = Installieren und neu starten
updates-look = Noch einmal suchen
about-logs = Protokolle
about-open-logs = Ordner öffnen
about-report = Bericht…
about-licences = Lizenzen
about-licences-reading = Liste wird gelesen…
about-licences-count = { $count ->
    [one] { $count } Bestandteil wird mit diesem Programm ausgeliefert.
   *[other] { $count } Bestandteile werden mit diesem Programm ausgeliefert.
}
about-licences-none = Diese Fassung enthält keine Liste der Lizenzen.
about-licence-text = Text der Lizenz

## Setting up a tenant

set-up-title = Einen Tenant einrichten
set-up-lead = Für Administratoren: alles, was ein Auth0-Tenant braucht, bevor Konten mit { -program } verbunden werden können. Von hier aus wird nichts gesendet und nichts geändert.
set-up-domain-help = Die eigene Domain des Tenants bei Auth0, keine Custom Domain.
set-up-show = Schritte zeigen
set-up-steps = Schritte für
set-up-dashboard = Dashboard
set-up-command-line = Auth0 CLI
set-up-terraform = Terraform
set-up-english = Die Schritte sind auf Englisch, wie die Seiten von Auth0 selbst.
set-up-copy = Kopieren: { $step }
set-up-copy-all = Alles kopieren
set-up-after = Geben Sie danach die Domain des Tenants und die Client-ID der Anwendung in { -program } ein.

## Der Bericht

report-title = Bericht
report-what = Was hier läuft, wie es eingestellt ist, was gefunden wurde und zuletzt fehlschlug, und das Ende des Protokolls. Kein Schlüssel und kein Code, keine Namen, keine E-Mail-Adressen: Das ist alles, Zeile für Zeile.
report-gathering = Wird zusammengestellt…
report-not-examined = Noch wurde nichts geprüft. Nach einer Prüfung sagt der Bericht mehr.
report-examine = Zuerst alles prüfen
report-examining = Wird geprüft…
report-lines = { $title } · { $count ->
    [one] { $count } Zeile
   *[other] { $count } Zeilen
}
report-program = Programm
report-settings = Einstellungen
report-doctor = Was gefunden wurde
report-failures = Was zuletzt fehlschlug
report-log = Protokoll
report-copy = Kopieren
report-save = Speichern
report-saved = Gespeichert unter { $place }

## Die Prüfung

doctor-title = Alles prüfen
doctor-running = Wird geprüft…
doctor-all-green = Alles ist, wie es sein muss.
doctor-some-amber = Es funktioniert. Etwas ist einen Blick wert.
doctor-some-red = Etwas funktioniert nicht. Mit der ersten Zeile beginnen, die das sagt: Die anderen können daraus folgen.
doctor-again = Noch einmal prüfen
doctor-green = In Ordnung
doctor-amber = Einen Blick wert
doctor-red = Funktioniert nicht
doctor-not-checked = Nicht geprüft
doctor-not-checked-because = Nicht geprüft: zuerst „{ $check }“
doctor-check-keychain = Schlüsselbund
doctor-check-links = Links an { -program }
doctor-check-loopback = Eigene Adresse dieses Computers
doctor-check-network = Netz
doctor-check-certificate = Zertifikat
doctor-check-clock = Uhr
doctor-check-discovery = Tenant
doctor-check-proofs = Besitznachweise
doctor-check-session = Anmeldung
doctor-check-my-account = My Account API
doctor-check-providers = Anbieter
doctor-check-vault = Token Vault
doctor-check-provider = Anbieter
doctor-ports-taken = Von anderen Programmen belegt: { $ports }
doctor-proxy = Über den Proxy { $address }
doctor-issuer = Ausgestellt von { $name }
doctor-issuer-unknown = Wer es ausgestellt hat, war nicht zu sehen.
doctor-no-certificate = Der Tenant läuft auf diesem Computer und braucht keines.
doctor-skew = { $seconds ->
    [one] { $seconds } Sekunde auseinander
   *[other] { $seconds } Sekunden auseinander
}
doctor-proofs-used = Schlüssel sind an diesen Computer gebunden.
doctor-proofs-not-offered = Der Tenant kennt sie nicht.
doctor-proofs-off = In den Einstellungen abgeschaltet
doctor-offered = { $count ->
    [one] { $count } kann verbunden werden
   *[other] { $count } können verbunden werden
}

## An account

account-can = Was erlaubt ist
account-could = Was erlaubt war
account-nothing = Keine Berechtigungen aufgeführt. { $provider } kann trotzdem welche erteilt haben.
account-details = Details
account-second = { $provider } · { $second }
account-nickname = Eigener Name
account-rename = Eigenen Namen ändern
account-renamed = Heißt jetzt { $name }.
account-connected-on = Verbunden am
account-offline = Offlinezugriff
account-offline-yes = Ja. Funktioniert auch in Ihrer Abwesenheit.
account-offline-no = Nein. Funktioniert nur, solange die letzte Anmeldung gilt.
account-expires = Ablauf
account-expires-never = Kein Enddatum
account-expires-on = { $date } · { $days ->
    [0] heute
    [one] in { $days } Tag
   *[other] in { $days } Tagen
}
account-ended = Abgelaufen am { $date }
account-organization = Organisation
account-copy-organization = Organisation kopieren
account-check = Prüfung
account-check-never = Noch nicht geprüft
account-check-now = Jetzt prüfen
account-check-again = Erneut prüfen
account-checking = Vault wird gefragt…
account-works-now = Funktioniert. Gerade geprüft
account-works = Funktioniert. Geprüft: { $time }
account-works-not = Funktioniert nicht
account-id = Konto-ID
account-copy-id = Konto-ID kopieren
account-copy-hint = Kontohinweis kopieren
account-disconnect = Trennen…
account-disconnecting = Wird getrennt…
account-repair = Reparieren
account-change = Berechtigungen ändern…
account-add = Weiteres Konto hinzufügen…
account-more = Weitere Aktionen
account-change-title = Berechtigungen von { $account } ändern
account-change-lead = { $provider } bittet Sie erneut um Zustimmung. Bis dahin bleibt alles, wie es ist.
account-change-confirm = Diese anfragen
account-add-title = Weiteres Konto bei { $provider } hinzufügen
account-add-lead = Wählen Sie auf der Seite von { $provider } das andere Konto. Das vorhandene bleibt, wie es ist.
account-ended-title = Der Zugriff auf dieses Konto endete am { $date }
account-ended-text = Sie sind am Zug: Reparieren Sie es mit demselben Konto und denselben Berechtigungen. Eine Zustimmung genügt.
account-ended-text-gone = Am Zug ist Ihr Administrator. Der Tenant bietet diesen Anbieter nicht mehr an, daher ist hier keine Reparatur möglich.
account-expires-title = Der Zugriff auf dieses Konto endet am { $date }
account-expires-text = Reparieren Sie es vorher, dann läuft alles ohne Unterbrechung weiter.
account-missing-title = { $count ->
    [one] { $count } Berechtigung wurde nicht erteilt
   *[other] { $count } Berechtigungen wurden nicht erteilt
}
account-missing-text = Sie oder { $provider } haben ausgelassen:
account-ask-again = Erneut anfragen
account-leave-so = So lassen
account-superseded-title = Es gibt eine neuere Verbindung dieses Kontos
account-superseded-text = Eine Reparatur hat die neuere angelegt, und diese blieb bestehen. Trennen Sie diese, sobald Sie sie nicht mehr brauchen.
account-superseded-disconnect = Diese trennen…
account-elsewhere-title = Anderswo verbunden
account-elsewhere-text = Es wurde am { $date } verbunden, nicht in diesem Fenster. Falls Sie das nicht waren, trennen Sie es.
account-not-offered = Der Tenant bietet { $provider } nicht mehr an. Das Konto bleibt verbunden, lässt sich hier aber weder reparieren noch ändern, und ein weiteres kommt nicht hinzu.
technical-scopes = { $count ->
    [one] Technisch: { $count } Scope
   *[other] Technisch: { $count } Scopes
}
grade-identity = Identität
grade-offline = Offline
grade-read = Lesen
grade-change = Ändern
grade-send = Senden
grade-pay = Zahlen
grade-delete = Löschen
grade-unknown = Unbekannt
grade-always = Immer

## A provider

offer-asks = Anzufragende Berechtigungen
offer-all = Alle { $count }
offer-choose = Auswählen
offer-always-help = „Immer“ lässt sich nicht weglassen: Es zeigt, um welches Konto es geht, oder { $provider } funktioniert ohne es nicht.
offer-offline-help = Funktioniert auch in Ihrer Abwesenheit.
offer-none-chosen = Wählen Sie mindestens eine Berechtigung.
offer-asks-nothing = { $provider } entscheidet, worum gebeten wird. Sie sehen es dort auf der Seite, bevor Sie zustimmen.
offer-hint = Kontohinweis
offer-hint-help = Eine E-Mail-Adresse oder ein Benutzername. { $provider } bietet dieses Konto zuerst an.
offer-hint-example = name@company.example
offer-nickname-help = So nennen Sie es, nur auf diesem Computer.
offer-optional = (optional)
offer-traps = Gut zu wissen
offer-connect = Verbinden
offer-connect-again = Erneut verbinden
offer-help = Ihr Browser öffnet sich. Verbunden wird erst, wenn Sie dort zustimmen.
offer-failed-help = Nichts wurde gespeichert, und bei { $provider } hat sich nichts geändert. Ihre anderen Konten sind nicht betroffen.

## What a link proposes

proposal-title = Ein Link schlägt vor, { $provider } zu verbinden
proposal-text = Er kam von außerhalb von { -program }. Sehen Sie sich an, worum gebeten würde. Es geschieht nichts, solange Sie nicht „{ offer-connect }“ drücken.
proposal-waits-text = Er kam von außerhalb von { -program }. Melden Sie sich an, um ihn anzusehen. Es geschieht nichts, solange Sie dann nicht „{ offer-connect }“ drücken.
proposal-another = Was Sie von { $provider } schon verbunden haben, bleibt, wie es ist. Es käme ein weiteres Konto hinzu.
proposal-unknown = { $count ->
    [one] Er nennt auch eine Berechtigung, die der Tenant nicht anbietet:
   *[other] Er nennt auch { $count } Berechtigungen, die der Tenant nicht anbietet:
}

## An attempt

attempt-left = von { $whole } übrig
attempt-left-label = Noch { $time }
attempt-step-prepare = Link wird geholt
attempt-step-opened = Browser geöffnet
attempt-step-consent = Wartet auf Ihre Zustimmung
attempt-step-consent-link = Auf der Seite von { $provider } zustimmen, dann „{ -program } öffnen“ wählen.
attempt-step-consent-address = Auf der Seite von { $provider } zustimmen. Der Browser bringt Sie von selbst zurück.
attempt-step-sign-in = Wartet auf Ihre Anmeldung
attempt-step-sign-in-link = Dort anmelden, bestätigen, dann „{ -program } öffnen“ wählen.
attempt-step-sign-in-address = Dort anmelden und bestätigen. Der Browser bringt Sie von selbst zurück.
attempt-step-back = Zurück aus dem Browser
attempt-step-finish = Wird abgeschlossen
attempt-asks = Von { $provider } angefragt
attempt-cancel = Abbrechen
attempt-cancel-label = Verbinden mit { $provider } abbrechen
attempt-copy-link = Link kopieren
attempt-open-again = Erneut öffnen
attempt-meanwhile = { -program } lässt sich währenddessen weiter nutzen.
attempt-stuck = Nichts passiert?
attempt-stuck-open-text = Ein neuer Link in Ihrem Browser. Der alte gilt dann nicht mehr.
attempt-stuck-open = Öffnen
attempt-stuck-copy-text = Ein neuer Link für einen anderen Browser. Er gilt einmal.
attempt-stuck-copy = Kopieren
attempt-stuck-other = Anderen Rückweg nehmen
attempt-stuck-other-address = Über die eigene Adresse dieses Computers zurückkommen, mit einem neuen Link.
attempt-stuck-other-link = Über einen Link zu { -program } zurückkommen, mit einem neuen Link im Browser.
attempt-stuck-switch = Wechseln
attempt-stuck-paste-title = Adresse einfügen
attempt-stuck-paste-text = Die Adresse aus dem Browser kopieren, dann hier drücken.
attempt-stuck-paste = Einfügen
attempt-said-preparing = { $provider }: Link wird geholt.
attempt-said-waiting = { $provider }: Ihr Browser ist offen und wartet auf Sie.
attempt-said-finishing = { $provider }: wird abgeschlossen.
attempt-said-left = { $provider }: noch { $seconds ->
    [one] { $seconds } Sekunde
   *[other] { $seconds } Sekunden
}.

## The disconnect sheet

disconnect-title = { $account } trennen?
disconnect-title-many = { $count ->
    [one] { $count } Konto trennen?
   *[other] { $count } Konten trennen?
}
disconnect-removed = Wird jetzt entfernt
disconnect-removed-text = Die Tokens für { $provider } verlassen den Vault. Apps, die dieses Konto über Auth0 genutzt haben, können es nicht mehr.
disconnect-removed-text-many = Ihre Tokens verlassen den Vault. Apps, die diese Konten über Auth0 genutzt haben, können es nicht mehr.
disconnect-remains = Bleibt womöglich bei { $provider }, bis Sie es dort widerrufen
disconnect-remains-text = { $provider } kann die Berechtigung auf der eigenen Seite weiter aufführen. { -program } kann sie nicht für Sie widerrufen.
disconnect-remains-no-page = Suchen Sie in Ihren Einstellungen bei { $provider } nach verbundenen Apps. { -program } kann die Berechtigung nicht für Sie widerrufen.
disconnect-remains-many = Bleibt womöglich bei den Anbietern, bis Sie es dort widerrufen
disconnect-remains-text-many = Jedes Konto bleibt unter „{ group-attention }“, bis Sie abhaken, dass Sie dort nachgesehen haben.
disconnect-others = { $count ->
    [one] Ihr anderes Konto bei { $provider } bleibt verbunden
   *[other] Ihre { $count } anderen Konten bei { $provider } bleiben verbunden
}
disconnect-others-unread = Ihre anderen Konten bei { $provider } bleiben verbunden
disconnect-undo = Sie können es 10 Sekunden lang rückgängig machen
disconnect-open-page = Danach die Seite von { $provider } öffnen
disconnect-confirm = Trennen

## Removed

removed-state = Hier entfernt, bei { $provider } prüfen
removed-title = Bei { $provider } abschließen
removed-here = Hier entfernt
removed-here-text = { $time } · Die Tokens haben den Vault verlassen. Apps können dieses Konto über Auth0 nicht mehr nutzen.
removed-there = Bei { $provider } widerrufen
removed-there-page = Suchen Sie die App auf der Seite von { $provider }, entfernen Sie ihren Zugriff, und haken Sie dies ab.
removed-there-opened = Die Seite wurde in Ihrem Browser geöffnet. Entfernen Sie dort den Zugriff, und haken Sie dies ab.
removed-there-no-page = Suchen Sie in Ihren Einstellungen bei { $provider } nach verbundenen Apps, entfernen Sie den Zugriff, und haken Sie dies ab.
removed-help = { $provider } behält die Berechtigung womöglich, bis Sie sie dort widerrufen. { -program } kann jene Seite nicht sehen.
removed-foot = Der Eintrag verlässt die Liste, sobald Sie ihn abhaken.
removed-done = Erledigt. Der Eintrag verlässt die Liste.
removed-again = Wenn Sie es wieder brauchen
removed-reconnect = Wie zuvor verbinden
removed-reconnect-text = Mit denselben Berechtigungen und demselben Namen. Eine Zustimmung genügt.
removed-reconnect-act = Verbinden

## Profiles

menu-profiles = Profile
menu-profile-waits = wartet auf den Browser
menu-add-profile = Profil hinzufügen…
menu-profile = Dieses Profil bearbeiten…
profile-title = Profil
profile-none = Keine
profile-change = Diese ändern…
profile-change-signed-in = Um diese zu ändern, melden Sie sich zuerst ab. Für einen anderen Tenant fügen Sie ein Profil hinzu.
profile-as-for-all = Wie in den Einstellungen
profile-proofs = Schlüssel an diesen Computer binden
profile-proofs-help = Was gebunden ist (DPoP), nützt anderswo nichts. Eine Änderung gilt ab der nächsten Anmeldung.
profile-proofs-auto = Wo der Tenant es kann
profile-proofs-on = Immer
profile-proofs-off = Nie
profile-save = Sichern
profile-remove = Dieses Profil entfernen…
remove-profile-title = „{ $name }“ entfernen?
remove-profile-key = Der Schlüssel geht
remove-profile-key-text = { $tenant } wird angewiesen, ihn nicht mehr anzunehmen, und er verlässt Ihren Schlüsselbund, mit allem, was dort sonst für dieses Profil lag.
remove-profile-notes = Namen und Hinweise gehen
remove-profile-notes-text = Dieser Computer vergisst, wie Sie die Konten genannt haben, und die Liste dessen, was Sie entfernt haben.
remove-profile-kept = Ihre Konten bleiben verbunden
remove-profile-kept-text = Um auch sie zu trennen, tun Sie das zuerst.
remove-profile-confirm = Entfernen

## The sign-out sheet

sign-out-title = Abmelden?
sign-out-here = Hier abgemeldet
sign-out-here-text = Der Schlüssel verlässt Ihren Schlüsselbund, und { $tenant } wird angewiesen, ihn nicht mehr anzunehmen.
sign-out-kept = Ihre Konten bleiben verbunden
sign-out-kept-text = Apps, die sie nutzen, laufen weiter. Nach erneuter Anmeldung erscheinen sie wieder hier.
sign-out-browser = Auch im Browser abmelden
sign-out-browser-text = Beendet dort die Sitzung, sodass die nächste Anmeldung fragt, wer Sie sind.
sign-out-confirm = Abmelden

## Failures

failure-why = Warum
failure-fix = Was tun
failure-turn = Am Zug
failure-said = Antwort
failure-retry = Erneut versuchen
failure-retry-at = Ab { $time }
failure-id = Fehler-ID
failure-copy-id = Fehler-ID kopieren
failure-copy-report = Für Administrator kopieren
failure-command = Befehlszeile
failure-copy-command = Befehlszeile kopieren
failure-turn-yours = Sie
failure-turn-administrator = Ihr Administrator
failure-turn-nobody = Niemand: etwas warten
failure-report =
    { $what }
    Warum: { $why }
    Was tun: { $fix }
    Tenant: { $tenant }
    Client-ID: { $clientId }
    Fehler-ID: { $id }
failure-report-command =
    Befehlszeile:
    { $command }
failure-report-said = Antwort: { $said }

## Banners

offline-title = Sie sind offline.
offline-text = Stand der Liste: { $time }. Verbinden und Ändern brauchen das Netzwerk.
offline-incomplete-text = Nur der erste Teil Ihrer Liste konnte gelesen werden. Verbinden und Ändern brauchen das Netzwerk.
offline-retrying = Neuer Versuch…
failed-text = Stand der Liste: { $time }.
failed-incomplete-text = Nur der erste Teil Ihrer Liste konnte gelesen werden.
unread-title = Ihre Konten konnten noch nicht gelesen werden
memory-text = Ihre Anmeldung bleibt nur im Arbeitsspeicher, bis Sie das Programm beenden.

## Notices

notices-label = Meldungen
notice-connected = { $provider } ist verbunden.
notice-changed-elsewhere = Seit Ihrem letzten Besuch anderswo geändert: { $connected ->
    [0] kein Konto verbunden
    [one] { $connected } Konto verbunden
   *[other] { $connected } Konten verbunden
}, { $disconnected ->
    [0] keines getrennt
   *[other] { $disconnected } getrennt
}.
notice-connected-elsewhere = { $provider } wurde seit Ihrem letzten Besuch anderswo verbunden.
notice-disconnected-elsewhere = Ein Konto bei { $provider } wurde seit Ihrem letzten Besuch anderswo getrennt.
notice-nothing-pasted = Die Zwischenablage enthält keine Adresse, die zu einem laufenden Vorgang gehört. Kopieren Sie die ganze Adresse aus dem Browser, und fügen Sie sie erneut ein.
notice-link-copied = Link kopiert. Er gilt einmal.
notice-unknown-link = Ein Link kam an, der zu keinem laufenden Vorgang gehört. Nichts wurde geändert.
notice-update-available = Version { $version } von { -program } ist da.
notice-update-available-text = Unter „Über { -program }“ wird sie installiert, wann Sie möchten.
notice-malformed-link = Ein Link kam an, den { -program } nicht lesen kann. Nichts wurde geändert.
notice-unknown-proposal = Ein Link schlägt vor, { $connection } zu verbinden, was der Tenant nicht anbietet. Es wurde nichts geändert.
notice-unknown-proposal-text = Wenn Sie ihn erwartet haben, fragen Sie, wer Ihnen den Link gegeben hat.
notice-root = { -program } läuft als root
notice-root-text = Ein Fehler in seinem Fenster wäre einer des ganzen Computers. Beenden Sie es und starten Sie es unter Ihrem eigenen Namen.
notice-links-elsewhere = Links zu { -program } öffnen auf diesem Computer { $program }
notice-links-elsewhere-text = Der Browser kommt stattdessen über die eigene Adresse dieses Computers zurück. Um das zu ändern, wählen Sie in den Einstellungen „{ preferences-deep-link }“.
notice-revocation-failed = Sie sind hier abgemeldet, aber der Tenant war nicht zu benachrichtigen. Der alte Schlüssel gilt womöglich, bis er abläuft.
notice-no-answer = Das Programm hinter dem Fenster hat nicht geantwortet
notice-no-answer-text = Beenden Sie { -program } und starten Sie es neu. Ihre Konten sind nicht betroffen.

## Empty

empty-title = Noch keine Konten verbunden
empty-lead = Wählen Sie einen Anbieter, um zu sehen, was er tun dürfte.
