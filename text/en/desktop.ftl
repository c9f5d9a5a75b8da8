### The words of the desktop around the window: notifications, the tray, the page in the browser.

## Notifications

notify-connected = { $title } is connected
notify-connected-text = See in { -program } what it can do.
notify-failed = { $title } is not connected
notify-failed-text = See in { -program } why.
notify-several = { $count ->
    [one] { $count } attempt ended
   *[other] { $count } attempts ended
}
notify-open = Open { -program }

## The tray

tray-open = Open { -program }
tray-quit = Quit

## The page that the browser ends on

loopback-title = Back to { -program }
loopback-text = { -program } goes on from here. You can close this tab.
