### The words of the desktop around the window: notifications, the tray, the page in the browser.

## Notifications

notify-connected = { $title } ist verbunden
notify-connected-text = Sehen Sie in { -program }, was das Konto darf.
notify-failed = { $title } ist nicht verbunden
notify-failed-text = Sehen Sie in { -program }, warum.
notify-several = { $count ->
    [one] { $count } Versuch ist beendet
   *[other] { $count } Versuche sind beendet
}
notify-open = { -program } öffnen

## The tray

tray-open = { -program } öffnen
tray-quit = Beenden

## The page that the browser ends on

loopback-title = Zurück zu { -program }
loopback-text = Weiter geht es in { -program }. Sie können diesen Tab schließen.
