### The words of the desktop around the window: notifications, the tray, the page in the browser.

## Notifications

notify-connected = { $title } が接続されました
notify-connected-text = できることは { -program } で確認できます。
notify-failed = { $title } は接続されていません
notify-failed-text = 理由は { -program } で確認できます。
notify-several = { $count } 件の試行が終了しました
notify-open = { -program } を開く

## The tray

tray-open = { -program } を開く
tray-quit = 終了

## The page that the browser ends on

loopback-title = { -program } に戻りましょう
loopback-text = 続きは { -program } で行います。このタブは閉じてかまいません。
