### The words of the command line. Its help pages and the man page are in English only.

## Labels

command-tenant = المستأجر
command-organization = المؤسسة
command-signed-in-as = تم الدخول باسم
command-return-path = طريق العودة
command-keychain-label = سلسلة المفاتيح
command-provider = المزوّد
command-connection = الاتصال
command-accounts = الحسابات
command-id = المعرّف
command-hint = الحساب
command-state = الحالة
command-since = منذ
command-expires = ينتهي
command-permissions = الأذونات
command-missing = لم يُمنح

## Values

command-nobody = لا أحد
command-loopback = عنوان هذا الحاسوب نفسه
command-keychain-ready = مفتوحة
command-keychain-locked = مقفلة
command-keychain-absent = غير موجودة
command-keychain-refused = لا تستجيب كما ينبغي
command-state-connected = متصل
command-state-expires = ينتهي قريبًا
command-state-ended = انتهى: اربطه من جديد
command-state-disconnecting = يجري فصله

## What is under way

command-keychain = يجري فتح سلسلة المفاتيح…
command-tenant-asked = يجري سؤال المستأجر…
command-reading = تُقرأ حساباتك…
command-preparing = يجري تجهيز الصفحة…
command-waiting = بانتظار المتصفح. ‏Ctrl-C للإلغاء.
command-disconnecting = يجري الفصل…
command-signing-out = يجري تسجيل الخروج…
command-examining = جارٍ فحص كل شيء…
command-comparing = تجري مقارنة المستأجر…
command-applying = يجري إعداد المستأجر…

## The browser

command-link-remote = هذه الطرفية تخص حاسوبًا آخر، لذا لا يُفتح متصفح.
command-link-no-display = لا توجد شاشة هنا، لذا لا يُفتح متصفح.
command-link = افتح هذا الرابط في متصفح. يعمل مرة واحدة:
command-page = افتح هذه الصفحة في متصفح:
command-paste = إن كان المتصفح على حاسوب آخر، فانسخ العنوان الكامل الذي ينتهي عنده والصقه هنا. ‏Ctrl-C للإلغاء.
command-root = يعمل mooring بصلاحيات root، وأي ثغرة فيه تصير ثغرة في الحاسوب كله. شغّله بحسابك أنت.
command-nothing-pasted = هذا العنوان لا يجيب عن شيء جارٍ. انسخ العنوان الكامل من المتصفح.
command-confirm = يريد المستأجر التحقق منك أولًا. ثم يتابع ما طلبته.

## Questions

command-yes = y
command-disconnect = هل تريد فصل { $name }؟
command-remove-profile = إزالة ملف التعريف { $name }؟ يُلغى مفتاحه ولا يبقى منه شيء على هذا الحاسوب.
command-switch = سجّلت الدخول باسم { $name }، لكن { $before } كان مسجّلًا هنا. هل تتابع باسم { $name }؟
command-apply = هل تريد تغيير { $name } هكذا؟
command-save = هل تريد حفظه في { $name }؟
command-token = رمز Management API:

## Answers

command-no-profiles = لا مستأجر محفوظ بعد.
command-profile-used = يُستخدم { $name } من الآن فصاعدًا.
command-profile-removed = أُزيل { $name }.
command-no-providers = لا يقدّم المستأجر شيئًا يمكن ربطه.
command-no-accounts = لا حسابات مرتبطة.
command-connected = تم ربط { $name }.
command-disconnected = تم فصل { $name } لدى Auth0.
command-may-remain = قد يبقى الإذن لدى { $name }: اسحبه هناك أيضًا. مع ‎--revoke-page يفتح { -program } الصفحة.
command-kept = يبقى { $name } مرتبطًا.
command-signed-in = تم الدخول باسم { $name }.
command-already-signed-in = الدخول باسم { $name } قائم بالفعل.
command-signed-out = تم تسجيل الخروج.
command-already-signed-out = لا أحد مسجّل الدخول.
command-unchanged = لم يتغير شيء.
command-saved = حُفظ في { $name }.
command-refused = رفض المستأجر { $name }: { $reason }
command-demo = يعمل المستأجر التجريبي حتى Ctrl-C. لاستخدامه: mooring --profile { $profile } sign-in

## What went wrong

command-usage = لا يمكن قراءة هذا
    .why = { $reason }
    .fix = اكتب `mooring --help` أو `mooring COMMAND --help`.
command-interrupted = أُلغي
    .why = ضغطت Ctrl-C. تُرك ما كان جاريًا في المتصفح.
    .fix = اكتب الأمر مرة أخرى متى أردت.
command-no-tenant = لم يُختر مستأجر
    .why = لا يعرف { -program } بعد أين تسجّل شركتك الدخول.
    .fix = اكتب `mooring --profile CLIENT_ID@DOMAIN sign-in`. كلاهما لدى المسؤول.
command-not-asked = لا يمكن سؤال أحد هنا
    .why = هذا يغيّر شيئًا، والإدخال القياسي ليس طرفية يمكنك الموافقة فيها.
    .fix = أضف ‎--yes إن كنت متأكدًا.
command-token-needed = ينقص رمز
    .why = يحتاج هذا إلى رمز Management API، ولا يُؤخذ من وسيط أبدًا.
    .fix = ضعه في MOORING_MANAGEMENT_TOKEN أو اكتبه في الإدخال القياسي.
command-profile-unknown = لا يوجد ملف تعريف باسم «{ $name }»
    .why = لم يُحفظ ملف تعريف بهذا الاسم، وليس بصيغة CLIENT_ID@DOMAIN أيضًا.
    .fix = اكتب `mooring profiles` لرؤية القائمة.
command-profiles-managed = تدير مؤسستك ملفات التعريف
    .why = تحدّدها سياسة على هذا الحاسوب.
    .fix = اطلب من المسؤول تغيير السياسة.
command-provider-unknown = لا يوجد مزوّد «{ $name }»
    .why = لا يقدّم المستأجر مزوّدًا بهذا الاسم. الأقرب: { $candidates }.
    .fix = اكتب `mooring providers` لرؤية القائمة.
command-permission-unknown = لا يوجد إذن «{ $name }»
    .why = لا يُطلب من المزوّد هنا إذن بهذا الاسم. الأقرب: { $candidates }.
    .fix = اكتب `mooring providers --json` لرؤية النطاقات.
command-name-ambiguous = قد يعني «{ $name }» أكثر من شيء
    .why = يدل على: { $candidates }.
    .fix = اكتب واحدًا منها كاملًا.
command-not-signed-in = لا أحد مسجّل الدخول
    .why = لا مفتاح لهذا المستأجر في سلسلة المفاتيح.
    .fix = اكتب `mooring sign-in`.
command-another-person = سجّل { $name } الدخول ولم يُقبل
    .why = كان شخص آخر مسجّلًا هنا. رُفض دخول { $name }.
    .fix = اكتب `mooring sign-out` أولًا، أو سجّل الدخول باسم الشخص السابق.
command-account-not-connected = لا حساب «{ $name }» مرتبط
    .why = لا يوجد حساب بهذا المعرّف أو الاسم. الأقرب: { $candidates }.
    .fix = اكتب `mooring accounts` لرؤية القائمة.
command-nothing-connected = لا حساب من «{ $name }» مرتبط
    .why = يقدّمه المستأجر، لكنك لم تربط أيًّا منه.
    .fix = اكتب `mooring connect { $name }`.
command-token-rejected = لا يقبل { $name } الرمز
    .why = هو لمستأجر آخر، أو انتهى وقته.
    .fix = احصل على رمز جديد لـ Management API لهذا المستأجر.
command-token-scope-missing = ينقص الرمز { $scope }
    .why = تطلب Management API هذا النطاق لذلك.
    .fix = احصل على رمز فيه { $scope }.
command-not-started = تعذّر بدء { -program }
    .why = { $reason }
    .fix = تأكد من إمكان الكتابة في مجلدك المنزلي، ثم حاول مرة أخرى.
