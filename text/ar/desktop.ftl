### The words of the desktop around the window: notifications, the tray, the page in the browser.

## Notifications

notify-connected = تم ربط { $title }
notify-connected-text = اطّلع في { -program } على ما يمكنه فعله.
notify-failed = لم يتم ربط { $title }
notify-failed-text = اطّلع في { -program } على السبب.
notify-several = { $count ->
    [zero] لم تنتهِ أي محاولة
    [one] انتهت محاولة واحدة
    [two] انتهت محاولتان
    [few] انتهت { $count } محاولات
    [many] انتهت { $count } محاولة
   *[other] انتهت { $count } محاولة
}
notify-open = فتح { -program }

## The tray

tray-open = فتح { -program }
tray-quit = إنهاء

## The page that the browser ends on

loopback-title = العودة إلى { -program }
loopback-text = يتابع { -program } من هنا. يمكنك إغلاق علامة التبويب هذه.
