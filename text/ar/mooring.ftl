### The words of the window.

-program = Mooring

## Said in many places

cancel = إلغاء
close = إغلاق
dismiss = إغلاق
try-again = إعادة المحاولة
copied = تم النسخ
back-to-list = العودة إلى القائمة
someone = المزوّد
some-tenant = المستأجر
open-page = فتح صفحة { $provider }

## First run

first-run-title = حساباتك المرتبطة في مكان واحد
first-run-lead = اعرف ما يُسمح لكل مزوّد بفعله نيابةً عنك، واربط الحسابات وافصلها بنقرة.
first-run-domain = نطاق المستأجر
first-run-domain-help = العنوان الذي تستخدمه مؤسستك لتسجيل الدخول.
first-run-domain-missing = أدخل نطاق المستأجر، مثل acme.eu.auth0.com.
first-run-domain-example = acme.eu.auth0.com
first-run-client-id = معرّف العميل (Client ID)
first-run-client-id-help = يقدّمه لك المسؤول.
first-run-client-id-missing = أدخل معرّف العميل الذي قدّمه لك المسؤول.
first-run-expected = يعرض Auth0 صفحة تأكيد خاصة به. هذا متوقّع.
first-run-checking = جارٍ الاستعلام من المستأجر…
first-run-submit = تسجيل الدخول
first-run-answered = { $domain } مستأجر لدى Auth0.
first-run-looking = جارٍ الاستعلام من هذا النطاق…
first-run-more = الاسم والمؤسسة
first-run-name = الاسم
first-run-name-help = ما يُسمّى به ملف التعريف على هذا الحاسوب.
first-run-organization = المؤسسة
first-run-organization-help = معرّفها أو اسمها، فقط إن قدّمه لك المسؤول.
first-run-step-sign-in = تسجيل الدخول في متصفحك
first-run-step-check = فحص كل جزء من الإعداد
first-run-step-check-help = بعد تسجيل الدخول ترى سطرًا سطرًا ما يعمل وما ينبغي فعله.
first-run-add-title = إضافة ملف تعريف
first-run-add-lead = مستأجر أو عميل أو مؤسسة أخرى، بمفتاح خاص بها. وتبقى ملفات التعريف الموجودة كما هي.
first-run-change-title = تغيير «{ $name }»
first-run-change-lead = يحلّ ما تدخله محلّه متى أجاب المستأجر.
first-run-back = العودة إلى { $name }
first-run-choose = ملفات التعريف
first-run-demo-title = ليس لديك مستأجر؟
first-run-demo-lead = ثمانية مزوّدين وهميين، كلهم على هذا الحاسوب.
first-run-demo = تجربة المستأجر التجريبي

privacy = تبقى الرموز المميّزة للخدمات لدى Auth0، ولا يحتفظ هذا التطبيق إلا بمفتاح واحد في سلسلة مفاتيح نظامك.

## Signed out

signed-out-title = تم تسجيل الخروج
signed-out-lead = سجّل الدخول لعرض الحسابات المرتبطة بملف تعريفك لدى { $tenant } وتغييرها.
signed-out-organization-lead = سجّل الدخول إلى المؤسسة { $organization } لعرض الحسابات المرتبطة بملف تعريفك لدى { $tenant } وتغييرها.
signed-out-demo-lead = سجّل الدخول إلى المستأجر التجريبي. إنه يعمل على هذا الحاسوب، وأي اسم يفي بالغرض.
signed-out-expected = يُفتح المتصفح ويطلب Auth0 تأكيدًا منك. هذا متوقّع.
sign-in = تسجيل الدخول
step-up-title = تأكيد هويتك
step-up-lead = يطلب { $tenant } التحقق منك مجددًا قبل عرض حساباتك. لم يُفقد شيء.
step-up = التأكيد في المتصفح
another-tenant = استخدام مستأجر آخر

## Confirming who you are

confirm-later = ليس الآن
confirm-waits = سينتظر ما طلبته إلى ذلك الحين.
confirm-said = { step-up-title }. { $why }
confirm-list = ستظهر حساباتك هنا بعد تأكيد هويتك.
confirm-unread-title = حساباتك في انتظارك
confirm-unread-lead = ستُقرأ حساباتك فور تأكيد هويتك.

## Another person

another-person-title = سُجّل دخولك باسم { $now }
another-person-lead = كانت هذه النافذة باسم { $before }.
another-person-switch-text = يُسجَّل خروج { $before } هنا. وتبقى الحسابات التي رُبطت باسم { $before } مرتبطة بملف التعريف ذاك.
another-person-keep-text = يُرفض تسجيل دخول { $now }، ولا يتغيّر شيء هنا.
another-person-again-text = يُرفض تسجيل دخول { $now }، ويُسجَّل دخول { $before } مجددًا.
another-person-switching = جارٍ التبديل إلى { $now }…
switch-person = المتابعة باسم { $now }
keep-person = البقاء باسم { $before }
keep-person-again = تسجيل الدخول باسم { $before } بدلًا من ذلك

## Signing in

signing-in-title = جارٍ تسجيل الدخول
signing-in-lead = يعرض المتصفح صفحة تسجيل الدخول لدى { $tenant }.
signing-in-preparing-lead = جارٍ تحضير صفحة تسجيل الدخول لدى { $tenant }.
signing-in-finishing-lead = عدت من المتصفح. جارٍ طلب حساباتك من { $tenant }.

## Keychain

keychain-locked-title = سلسلة مفاتيحك مقفلة
keychain-locked-lead = يحتفظ { -program } فيها بمفتاحه الوحيد. لم يُفقد شيء: بعد فتح قفلها تعود حساباتك.
keychain-locked-help = نظامك هو الذي يطلب كلمة سر سلسلة المفاتيح، وليس { -program }.
keychain-unlock = فتح القفل
keychain-absent-title = لا توجد سلسلة مفاتيح لاستخدامها
keychain-absent-lead = يحتفظ { -program } بمفتاحه الوحيد في سلسلة مفاتيح النظام ولا يكتبه في أي ملف. ومن دونها لا يمكنه أن يتذكّرك.
keychain-refused-title = لم تسمح سلسلة المفاتيح لبرنامج { -program } بالوصول إليها
keychain-refused-lead = يحتفظ { -program } فيها بمفتاحه الوحيد. لم يُفقد شيء، ولم يُكتب شيء في أي مكان آخر.
keychain-memory-title = المتابعة دون سلسلة مفاتيح
keychain-memory-text = يُنسى تسجيل دخولك عند إنهاء { -program }. ولا يُكتب شيء في أي مكان.
keychain-memory = الاحتفاظ به في الذاكرة هذه المرة
keychain-checking = جارٍ الاستعلام من سلسلة المفاتيح…
starting = جارٍ فتح سلسلة المفاتيح

## The list

list-label = الحسابات والمزوّدون
pane-label = التفاصيل
group-attention = بحاجة إلى انتباه
group-connected = مرتبطة
group-available = متاحة
group-size = { $count ->
    [zero] لا عناصر
    [one] عنصر واحد
    [two] عنصران
    [few] { $count } عناصر
    [many] { $count } عنصرًا
   *[other] { $count } عنصر
}
search = بحث
search-label = البحث في الحسابات والمزوّدين
search-clear = مسح البحث
search-nothing = لا شيء يطابق «{ $query }»
search-nothing-help = ابحث بالمزوّد أو الاسم المستعار أو التلميح أو الإذن.
search-found = { $count ->
    [zero] لم يُعثر على شيء
    [one] عُثر على عنصر واحد
    [two] عُثر على عنصرين
    [few] عُثر على { $count } عناصر
    [many] عُثر على { $count } عنصرًا
   *[other] عُثر على { $count } عنصر
}
row-since = منذ { $date }
row-since-of = { $provider } · منذ { $date }
row-hint-of = { $provider } · { $hint }
row-check = تحقّق لدى { $provider }
row-check-of = تحقّق لدى { $provider } · { $hint }
row-new = جديد
loading = جارٍ تحميل حساباتك
list-more = جارٍ تحميل المزيد…
search-unread = القائمة لم تكتمل بعد.
foot-signed-in = سُجّل الدخول باسم { $person }
foot-signing-out = جارٍ تسجيل الخروج…
foot-demo = المستأجر التجريبي

## States

state-connected = مرتبط
state-expires = { $days ->
    [zero] ينتهي اليوم
    [one] ينتهي خلال يوم واحد
    [two] ينتهي خلال يومين
    [few] ينتهي خلال { $days } أيام
    [many] ينتهي خلال { $days } يومًا
   *[other] ينتهي خلال { $days } يوم
}
state-ended = بحاجة إلى انتباه
state-disconnecting = جارٍ الفصل
state-removed = أُزيل هنا
state-as-of = آخر تحديث { $time }
state-unreached = تعذّر الوصول
state-not-connected = غير مرتبط
state-failed = غير مرتبط
state-preparing = جارٍ التحضير
state-waiting = بانتظارك في المتصفح
state-finishing = جارٍ الإنهاء

## Menu

menu = القائمة
menu-refresh = تحديث
menu-select = تحديد عدة حسابات…
menu-preferences = التفضيلات…
menu-shortcuts = اختصارات لوحة المفاتيح
menu-doctor = فحص كل شيء…
menu-set-up = إعداد مستأجر…
menu-about = حول { -program }
menu-sign-out = تسجيل الخروج…

## Selection

select-title = { $count ->
    [zero] تحديد الحسابات
    [one] حُدّد حساب واحد
    [two] حُدّد حسابان
    [few] حُدّدت { $count } حسابات
    [many] حُدّد { $count } حسابًا
   *[other] حُدّد { $count } حساب
}
select-lead = ضع علامة على الحسابات في القائمة لفصلها معًا.

## Undo

undo = تراجع
undo-label = عمليات فصل يمكن التراجع عنها
undo-name = التراجع عن فصل { $title }
undo-name-several = { $count ->
    [zero] التراجع عن الفصل
    [one] التراجع عن فصل حساب واحد
    [two] التراجع عن فصل حسابين
    [few] التراجع عن فصل { $count } حسابات
    [many] التراجع عن فصل { $count } حسابًا
   *[other] التراجع عن فصل { $count } حساب
}
undo-one = يُفصل { $title } خلال { $seconds } ث. إنهاء البرنامج يُبقيه مرتبطًا.
undo-several = { $count ->
    [zero] لا يُفصل شيء خلال { $seconds } ث.
    [one] يُفصل حساب واحد خلال { $seconds } ث. إنهاء البرنامج يُبقيه مرتبطًا.
    [two] يُفصل حسابان خلال { $seconds } ث. إنهاء البرنامج يُبقيهما مرتبطين.
    [few] تُفصل { $count } حسابات خلال { $seconds } ث. إنهاء البرنامج يُبقيها مرتبطة.
    [many] يُفصل { $count } حسابًا خلال { $seconds } ث. إنهاء البرنامج يُبقيها مرتبطة.
   *[other] يُفصل { $count } حساب خلال { $seconds } ث. إنهاء البرنامج يُبقيها مرتبطة.
}
undo-said = { $seconds ->
    [zero] يُفصل { $title } الآن. يمكنك التراجع.
    [one] يُفصل { $title } خلال ثانية واحدة. يمكنك التراجع.
    [two] يُفصل { $title } خلال ثانيتين. يمكنك التراجع.
    [few] يُفصل { $title } خلال { $seconds } ثوانٍ. يمكنك التراجع.
    [many] يُفصل { $title } خلال { $seconds } ثانية. يمكنك التراجع.
   *[other] يُفصل { $title } خلال { $seconds } ثانية. يمكنك التراجع.
}
undo-said-several = { $count ->
    [zero] لا يُفصل شيء خلال { $seconds } ث.
    [one] يُفصل حساب واحد خلال { $seconds } ث. يمكنك التراجع.
    [two] يُفصل حسابان خلال { $seconds } ث. يمكنك التراجع.
    [few] تُفصل { $count } حسابات خلال { $seconds } ث. يمكنك التراجع.
    [many] يُفصل { $count } حسابًا خلال { $seconds } ث. يمكنك التراجع.
   *[other] يُفصل { $count } حساب خلال { $seconds } ث. يمكنك التراجع.
}
undo-said-kept = يبقى { $title } مرتبطًا.
undo-said-kept-several = { $count ->
    [zero] لم يتغيّر شيء.
    [one] يبقى حساب واحد مرتبطًا.
    [two] يبقى حسابان مرتبطين.
    [few] تبقى { $count } حسابات مرتبطة.
    [many] يبقى { $count } حسابًا مرتبطًا.
   *[other] يبقى { $count } حساب مرتبطًا.
}
removed-said = أُزيل { $title } هنا. وقد يبقى لدى { $provider } إلى أن تلغيه هناك.

## Shortcuts

shortcuts-title = اختصارات لوحة المفاتيح
shortcuts-list = في القائمة
shortcuts-accounts = الحسابات
shortcut-search = بحث
shortcut-move = التنقل لأعلى ولأسفل
shortcut-ends = إلى الأول والأخير
shortcut-jump = إلى اسم بحروفه الأولى
shortcut-open = الانتقال إلى التفاصيل
shortcut-back = العودة إلى القائمة
shortcut-rename = إعادة التسمية
shortcut-disconnect = فصل
shortcut-undo = التراجع عن آخر فصل
shortcut-tick = وضع علامة لتحديد عدة حسابات
shortcut-tick-all = وضع علامة على الكل
shortcut-refresh = تحديث
shortcut-shortcuts = عرض هذه الاختصارات
key-control = Ctrl
key-home = Home
key-end = End
key-enter = Enter
key-escape = Esc
key-delete = Delete
key-space = مسافة

## Preferences

preferences-title = التفضيلات
preferences-language = اللغة
preferences-language-system = لغة النظام
preferences-return-path = العودة من المتصفح عبر
preferences-deep-link = رابط إلى { -program }
preferences-deep-link-off = غير مهيّأ على هذا الحاسوب
preferences-deep-link-elsewhere = تذهب هذه الروابط الآن إلى { $program }. اختر هذا لاستعادتها.
preferences-loopback = عنوان هذا الحاسوب نفسه
preferences-managed = تديره مؤسستك
preferences-desktop = سطح المكتب
preferences-notifications = إشعاري عند انتهاء محاولة والنافذة في الخلفية
preferences-tray = إبقاء عنصر في علبة النظام
preferences-start = تشغيل { -program } عند تسجيل الدخول إلى هذا الحاسوب

## About

about-title = حول { -program }
about-version = الإصدار { $version }
about-line = الحسابات المرتبطة بملف تعريفك لدى Auth0 في نافذة واحدة.
about-footprint-label = الاستهلاك
about-footprint = بدأ خلال { $time } · الذاكرة { $memory }
about-start = بدأ خلال { $time }
about-memory = الذاكرة { $memory }
about-system = النظام
about-web-view = عارض الويب
about-drawing = الرسم
about-drawing-safe = من دون تركيب، لأن شيئًا لم يظهر عند بدء سابق.
about-drawing-once = من دون تركيب في هذا التشغيل، وكالمعتاد بدءًا من التشغيل التالي.
about-draw-as-usual = العودة إلى الرسم المعتاد
about-updates = التحديثات
updates-packages = تأتي مع حزم نظامك.
updates-nowhere = تأتي من حيث حصلت على { -program }.
updates-looking = جارٍ البحث عن إصدار أحدث…
updates-current = هذا أحدث إصدار.
updates-available = يتوفر الإصدار { $version }.
updates-installing = جارٍ تثبيت الإصدار { $version }. بعد ذلك يُعاد تشغيل { -program }.
updates-install = التثبيت وإعادة التشغيل
updates-look = البحث مجددًا
about-logs = السجلات
about-open-logs = فتح المجلد
about-report = تقرير…
about-licences = التراخيص
about-licences-reading = جارٍ قراءة القائمة…
about-licences-count = { $count ->
    [zero] لا تُوزَّع مكوّنات مع هذا البرنامج.
    [one] يُوزَّع مكوّن واحد مع هذا البرنامج.
    [two] يُوزَّع مكوّنان مع هذا البرنامج.
    [few] تُوزَّع { $count } مكوّنات مع هذا البرنامج.
    [many] يُوزَّع { $count } مكوّنًا مع هذا البرنامج.
   *[other] يُوزَّع { $count } مكوّن مع هذا البرنامج.
}
about-licences-none = لا تتضمن هذه النسخة قائمة بالتراخيص.
about-licence-text = نص الترخيص

## Setting up a tenant

set-up-title = إعداد مستأجر
set-up-lead = للمسؤولين: كل ما يحتاج إليه مستأجر Auth0 قبل ربط الحسابات باستخدام { -program }. لا يُرسَل من هنا شيء ولا يُغيَّر شيء.
set-up-domain-help = نطاق المستأجر نفسه لدى Auth0، لا نطاق مخصّص.
set-up-show = عرض الخطوات
set-up-steps = خطوات
set-up-dashboard = Dashboard
set-up-command-line = Auth0 CLI
set-up-terraform = Terraform
set-up-english = الخطوات بالإنجليزية، مثل صفحات Auth0 نفسها.
set-up-copy = نسخ: { $step }
set-up-copy-all = نسخ الكل
set-up-after = بعد ذلك أدخِل نطاق المستأجر ومعرّف العميل الخاص بالتطبيق في { -program }.

## التقرير

report-title = التقرير
report-what = ما يعمل هنا وكيف ضُبط، وما وُجد وما أخفق أخيرًا، ونهاية السجل. لا مفتاح فيه ولا رمز، ولا أسماء ولا عناوين بريد: هذا كله، سطرًا سطرًا.
report-gathering = جارٍ التجميع…
report-not-examined = لم يُفحص شيء بعد. يقول التقرير أكثر بعد فحص كل شيء.
report-examine = فحص كل شيء أولًا
report-examining = جارٍ الفحص…
report-lines = { $title } · { $count ->
    [zero] لا أسطر
    [one] سطر واحد
    [two] سطران
    [few] { $count } أسطر
    [many] { $count } سطرًا
   *[other] { $count } سطر
}
report-program = البرنامج
report-settings = الإعدادات
report-doctor = ما وُجد
report-failures = ما أخفق أخيرًا
report-log = السجل
report-copy = نسخ
report-save = حفظ
report-saved = حُفظ في { $place }

## الفحص

doctor-title = فحص كل شيء
doctor-running = جارٍ الفحص…
doctor-all-green = كل شيء كما يجب.
doctor-some-amber = الأمور تعمل، وهناك ما يستحق نظرة.
doctor-some-red = هناك ما لا يعمل. ابدأ بأول سطر يقول ذلك، فقد تكون البقية ناتجة عنه.
doctor-again = إعادة الفحص
doctor-green = سليم
doctor-amber = يستحق نظرة
doctor-red = لا يعمل
doctor-not-checked = لم يُفحص
doctor-not-checked-because = لم يُفحص: أولًا «{ $check }»
doctor-check-keychain = سلسلة المفاتيح
doctor-check-links = روابط { -program }
doctor-check-loopback = عنوان هذا الحاسوب نفسه
doctor-check-network = الشبكة
doctor-check-certificate = الشهادة
doctor-check-clock = الساعة
doctor-check-discovery = المستأجر
doctor-check-proofs = إثباتات الحيازة
doctor-check-session = تسجيل الدخول
doctor-check-my-account = My Account API
doctor-check-providers = مزوّدو الخدمة
doctor-check-vault = Token Vault
doctor-check-provider = مزوّد الخدمة
doctor-ports-taken = تشغلها برامج أخرى: { $ports }
doctor-proxy = عبر الوكيل { $address }
doctor-issuer = أصدرها { $name }
doctor-issuer-unknown = تعذّرت رؤية من أصدرها.
doctor-no-certificate = المستأجر على هذا الحاسوب ولا يحتاج إلى شهادة.
doctor-skew = { $seconds ->
    [zero] لا فرق
    [one] الفرق ثانية واحدة
    [two] الفرق ثانيتان
    [few] الفرق { $seconds } ثوانٍ
    [many] الفرق { $seconds } ثانية
   *[other] الفرق { $seconds } ثانية
}
doctor-proofs-used = المفاتيح مربوطة بهذا الحاسوب.
doctor-proofs-not-offered = المستأجر لا يعرفها.
doctor-proofs-off = معطّلة في الإعدادات
doctor-offered = { $count ->
    [zero] لا يمكن ربط شيء
    [one] يمكن ربط واحد
    [two] يمكن ربط اثنين
    [few] يمكن ربط { $count }
    [many] يمكن ربط { $count }
   *[other] يمكن ربط { $count }
}

## An account

account-can = ما يمكنه فعله
account-could = ما كان يمكنه فعله
account-nothing = لا توجد أذونات مدرجة. ربما منح { $provider } بعضها مع ذلك.
account-details = التفاصيل
account-second = { $provider } · { $second }
account-nickname = الاسم المختصر
account-rename = تغيير الاسم المختصر
account-renamed = أصبح الاسم { $name }.
account-connected-on = تاريخ الربط
account-offline = الوصول دون اتصال
account-offline-yes = نعم. يعمل أثناء غيابك.
account-offline-no = لا. لا يعمل إلا ما دام آخر تسجيل دخول له ساريًا.
account-expires = تاريخ الانتهاء
account-expires-never = بلا تاريخ انتهاء
account-expires-on = { $date } · { $days ->
    [zero] اليوم
    [one] خلال يوم واحد
    [two] خلال يومين
    [few] خلال { $days } أيام
    [many] خلال { $days } يومًا
   *[other] خلال { $days } يوم
}
account-ended = انتهى في { $date }
account-organization = المؤسسة
account-copy-organization = نسخ المؤسسة
account-check = الفحص
account-check-never = لم يُفحص بعد
account-check-now = الفحص الآن
account-check-again = الفحص مجددًا
account-checking = جارٍ الاستعلام من الخزنة…
account-works-now = يعمل. فُحص للتو
account-works = يعمل. فُحص في { $time }
account-works-not = لا يعمل
account-id = معرّف الحساب
account-copy-id = نسخ معرّف الحساب
account-copy-hint = نسخ تلميح الحساب
account-disconnect = فصل…
account-disconnecting = جارٍ الفصل…
account-repair = إصلاح
account-change = تغيير الأذونات…
account-add = إضافة حساب آخر…
account-more = إجراءات أخرى
account-change-title = تغيير أذونات { $account }
account-change-lead = يطلب منك { $provider } الموافقة مرة أخرى. وحتى ذلك الحين يبقى كل شيء كما هو.
account-change-confirm = طلب هذه الأذونات
account-add-title = إضافة حساب { $provider } آخر
account-add-lead = اختر الحساب الآخر في صفحة { $provider }. ويبقى الحساب الحالي كما هو.
account-ended-title = انتهى الوصول إلى هذا الحساب في { $date }
account-ended-text = الدور عليك: أصلحه بالحساب نفسه والأذونات نفسها. يكفي أن توافق مرة واحدة.
account-ended-text-gone = الدور على المسؤول لديك. لم يعد المستأجر يتيح هذا المزوّد، فلا يمكن إصلاح الحساب هنا.
account-expires-title = ينتهي الوصول إلى هذا الحساب في { $date }
account-expires-text = أصلحه قبل ذلك الحين فلا ينقطع شيء.
account-missing-title = { $count ->
    [zero] مُنحت كل الأذونات
    [one] لم يُمنح إذن واحد
    [two] لم يُمنح إذنان
    [few] لم تُمنح { $count } أذونات
    [many] لم يُمنح { $count } إذنًا
   *[other] لم يُمنح { $count } إذن
}
account-missing-text = استُبعد من جانبك أو من جانب { $provider }:
account-ask-again = الطلب مجددًا
account-leave-so = تركه كما هو
account-superseded-title = يوجد ربط أحدث لهذا الحساب
account-superseded-text = أنشأ الإصلاح الربط الأحدث وبقي هذا. افصل هذا متى لم تعد بحاجة إليه.
account-superseded-disconnect = فصل هذا…
account-elsewhere-title = رُبط من مكان آخر
account-elsewhere-text = رُبط في { $date } من خارج هذه النافذة. إن لم تكن أنت من ربطه فافصله.
account-not-offered = لم يعد المستأجر يتيح { $provider }. يبقى الحساب مرتبطًا، لكن لا يمكن إصلاحه أو تغييره هنا، ولا إضافة حساب آخر.
technical-scopes = { $count ->
    [zero] تفاصيل تقنية: لا نطاقات وصول
    [one] تفاصيل تقنية: نطاق وصول واحد
    [two] تفاصيل تقنية: نطاقا وصول
    [few] تفاصيل تقنية: { $count } نطاقات وصول
    [many] تفاصيل تقنية: { $count } نطاق وصول
   *[other] تفاصيل تقنية: { $count } نطاق وصول
}
grade-identity = الهوية
grade-offline = دون اتصال
grade-read = قراءة
grade-change = تعديل
grade-send = إرسال
grade-pay = دفع
grade-delete = حذف
grade-unknown = غير معروف
grade-always = دائمًا

## A provider

offer-asks = الأذونات المطلوبة
offer-all = الكل ({ $count })
offer-choose = اختيار
offer-always-help = لا يمكن الاستغناء عمّا عليه «دائمًا»: فهو يبيّن أي حساب هذا، أو لا يعمل { $provider } من دونه.
offer-offline-help = يعمل أثناء غيابك.
offer-none-chosen = اختر إذنًا واحدًا على الأقل.
offer-asks-nothing = يحدّد { $provider } ما يطلبه. وستراه في صفحته قبل موافقتك.
offer-hint = تلميح الحساب
offer-hint-help = عنوان بريد إلكتروني أو اسم مستخدم. يعرض { $provider } هذا الحساب أولًا.
offer-hint-example = name@company.example
offer-nickname-help = الاسم الذي تطلقه عليه، على هذا الحاسوب فقط.
offer-optional = (اختياري)
offer-traps = من المفيد معرفته
offer-connect = ربط
offer-connect-again = الربط مجددًا
offer-help = يُفتح المتصفح. ولن يُربط شيء قبل موافقتك هناك.
offer-failed-help = لم يُحفظ شيء ولم يتغيّر شيء لدى { $provider }. ولم تتأثر حساباتك الأخرى.

## What a link proposes

proposal-title = رابط يقترح ربط { $provider }
proposal-text = جاء من خارج { -program }. اطّلع على ما سيُطلب. لا يحدث شيء ما لم تضغط «{ offer-connect }».
proposal-waits-text = جاء من خارج { -program }. سجّل الدخول للاطّلاع عليه. لا يحدث شيء ما لم تضغط بعدها «{ offer-connect }».
proposal-another = ما ربطته من { $provider } من قبل يبقى كما هو. سيُضاف حساب آخر.
proposal-unknown = { $count ->
    [one] ويذكر أيضًا إذنًا لا يتيحه المستأجر:
    [two] ويذكر أيضًا إذنين لا يتيحهما المستأجر:
    [few] ويذكر أيضًا { $count } أذونات لا يتيحها المستأجر:
   *[other] ويذكر أيضًا { $count } إذنًا لا يتيحها المستأجر:
}

## An attempt

attempt-left = متبقية من { $whole }
attempt-left-label = الوقت المتبقي: { $time }
attempt-step-prepare = الحصول على رابط
attempt-step-opened = فُتح المتصفح
attempt-step-consent = بانتظار موافقتك
attempt-step-consent-link = وافق في صفحة { $provider }، ثم اختر «فتح { -program }».
attempt-step-consent-address = وافق في صفحة { $provider }. سيعيدك المتصفح إلى هنا من تلقاء نفسه.
attempt-step-sign-in = بانتظار تسجيل دخولك
attempt-step-sign-in-link = سجّل الدخول هناك وأكّد، ثم اختر «فتح { -program }».
attempt-step-sign-in-address = سجّل الدخول هناك وأكّد. سيعيدك المتصفح إلى هنا من تلقاء نفسه.
attempt-step-back = العودة من المتصفح
attempt-step-finish = الإنهاء
attempt-asks = سيطلب { $provider }
attempt-cancel = إلغاء
attempt-cancel-label = إلغاء ربط { $provider }
attempt-copy-link = نسخ الرابط
attempt-open-again = فتح مجددًا
attempt-meanwhile = يمكنك متابعة استخدام { -program } في هذه الأثناء.
attempt-stuck = لم يحدث شيء؟
attempt-stuck-open-text = رابط جديد في متصفحك. ويتوقف الرابط القديم عن العمل.
attempt-stuck-open = فتح
attempt-stuck-copy-text = رابط جديد لمتصفح آخر. يعمل مرة واحدة.
attempt-stuck-copy = نسخ
attempt-stuck-other = استخدام طريقة أخرى
attempt-stuck-other-address = العودة عبر عنوان هذا الحاسوب نفسه، برابط جديد.
attempt-stuck-other-link = العودة عبر رابط إلى { -program }، برابط جديد في المتصفح.
attempt-stuck-switch = تبديل
attempt-stuck-paste-title = لصق العنوان
attempt-stuck-paste-text = انسخ العنوان الظاهر في المتصفح، ثم اضغط هنا.
attempt-stuck-paste = لصق
attempt-said-preparing = { $provider }: جارٍ الحصول على رابط.
attempt-said-waiting = { $provider }: المتصفح مفتوح وفي انتظارك.
attempt-said-finishing = { $provider }: جارٍ الإنهاء.
attempt-said-left = { $provider }: { $seconds ->
    [zero] لم يتبقَّ وقت
    [one] تبقّت ثانية واحدة
    [two] تبقّت ثانيتان
    [few] تبقّت { $seconds } ثوانٍ
    [many] تبقّت { $seconds } ثانية
   *[other] تبقّت { $seconds } ثانية
}.

## The disconnect sheet

disconnect-title = فصل { $account }؟
disconnect-title-many = { $count ->
    [zero] فصل الحسابات؟
    [one] فصل حساب واحد؟
    [two] فصل حسابين؟
    [few] فصل { $count } حسابات؟
    [many] فصل { $count } حسابًا؟
   *[other] فصل { $count } حساب؟
}
disconnect-removed = يُزال الآن
disconnect-removed-text = تغادر رموز { $provider } المميّزة الخزنة. ولا تعود التطبيقات التي استخدمت هذا الحساب عبر Auth0 قادرة على ذلك.
disconnect-removed-text-many = تغادر رموزها المميّزة الخزنة. ولا تعود التطبيقات التي استخدمت هذه الحسابات عبر Auth0 قادرة على ذلك.
disconnect-remains = قد يبقى لدى { $provider } إلى أن تلغيه هناك
disconnect-remains-text = قد يظل { $provider } يدرج الإذن في صفحته. ولا يمكن لبرنامج { -program } إلغاؤه نيابةً عنك.
disconnect-remains-no-page = ابحث عن التطبيقات المرتبطة في إعداداتك لدى { $provider }. ولا يمكن لبرنامج { -program } إلغاؤها نيابةً عنك.
disconnect-remains-many = قد يبقى لدى المزوّدين إلى أن تلغيه هناك
disconnect-remains-text-many = يبقى كل حساب ضمن «{ group-attention }» إلى أن تؤشّر على أنك تحققت هناك.
disconnect-others = { $count ->
    [zero] ليس لديك حسابات أخرى لدى { $provider }
    [one] يبقى حسابك الآخر لدى { $provider } مرتبطًا
    [two] يبقى حساباك الآخران لدى { $provider } مرتبطين
    [few] تبقى حساباتك الأخرى لدى { $provider } مرتبطة، وعددها { $count }
    [many] تبقى حساباتك الأخرى لدى { $provider } مرتبطة، وعددها { $count }
   *[other] تبقى حساباتك الأخرى لدى { $provider } مرتبطة، وعددها { $count }
}
disconnect-others-unread = تبقى حساباتك الأخرى لدى { $provider } مرتبطة
disconnect-undo = لديك 10 ثوانٍ للتراجع
disconnect-open-page = فتح صفحة { $provider } بعد ذلك
disconnect-confirm = فصل

## Removed

removed-state = أُزيل هنا، تحقّق لدى { $provider }
removed-title = الإنهاء لدى { $provider }
removed-here = أُزيل هنا
removed-here-text = { $time } · غادرت الرموز المميّزة الخزنة. ولا تعود التطبيقات قادرة على استخدام هذا الحساب عبر Auth0.
removed-there = أُلغي لدى { $provider }
removed-there-page = ابحث عن التطبيق في صفحة { $provider } وأزل وصوله، ثم أشّر هنا.
removed-there-opened = فُتحت الصفحة في متصفحك. أزل الوصول هناك، ثم أشّر هنا.
removed-there-no-page = ابحث عن التطبيقات المرتبطة في إعداداتك لدى { $provider } وأزل الوصول، ثم أشّر هنا.
removed-help = قد يحتفظ { $provider } بالإذن إلى أن تلغيه هناك. ولا يمكن لبرنامج { -program } رؤية تلك الصفحة.
removed-foot = يغادر البند القائمة عند التأشير عليه.
removed-done = تم. يغادر البند القائمة.
removed-again = إذا احتجت إليه مجددًا
removed-reconnect = الربط كما كان
removed-reconnect-text = بالأذونات نفسها والاسم المختصر نفسه. يكفي أن توافق مرة واحدة.
removed-reconnect-act = الربط مجددًا

## Profiles

menu-profiles = ملفات التعريف
menu-profile-waits = بانتظار المتصفح
menu-add-profile = إضافة ملف تعريف…
menu-profile = تعديل ملف التعريف هذا…
profile-title = ملف التعريف
profile-none = لا شيء
profile-change = تغيير هذه…
profile-change-signed-in = لتغييرها سجّل الخروج أولًا. ولمستأجر آخر أضف ملف تعريف.
profile-as-for-all = كما في التفضيلات
profile-proofs = ربط المفتاح بهذا الحاسوب
profile-proofs-help = ما رُبط (DPoP) لا ينفع في مكان آخر. ويسري التغيير من تسجيل الدخول التالي.
profile-proofs-auto = حيث يدعم المستأجر ذلك
profile-proofs-on = دائمًا
profile-proofs-off = أبدًا
profile-save = حفظ
profile-remove = إزالة ملف التعريف هذا…
remove-profile-title = إزالة «{ $name }»؟
remove-profile-key = يذهب المفتاح
remove-profile-key-text = يُبلَّغ { $tenant } بالتوقف عن قبوله، ويغادر سلسلة مفاتيحك مع كل ما حُفظ فيها لملف التعريف هذا.
remove-profile-notes = تذهب الأسماء والتلميحات
remove-profile-notes-text = ينسى هذا الحاسوب ما سمّيت به الحسابات وقائمة ما أزلته.
remove-profile-kept = تبقى حساباتك مرتبطة
remove-profile-kept-text = لفصلها أيضًا، افعل ذلك أولًا.
remove-profile-confirm = إزالة

## The sign-out sheet

sign-out-title = تسجيل الخروج؟
sign-out-here = يُسجَّل خروجك هنا
sign-out-here-text = يغادر المفتاح سلسلة مفاتيحك، ويُبلَّغ { $tenant } بالتوقف عن قبوله.
sign-out-kept = تبقى حساباتك مرتبطة
sign-out-kept-text = تستمر التطبيقات التي تستخدمها في العمل. وتظهر هنا عند تسجيل دخولك مجددًا.
sign-out-browser = تسجيل الخروج في المتصفح أيضًا
sign-out-browser-text = يُنهي الجلسة هناك، فتُطلب هويتك عند تسجيل الدخول التالي.
sign-out-confirm = تسجيل الخروج

## Failures

failure-why = السبب
failure-fix = ما العمل
failure-turn = على من الدور
failure-said = الرد
failure-retry = إعادة المحاولة
failure-retry-at = ابتداءً من { $time }
failure-id = معرّف الخطأ
failure-copy-id = نسخ معرّف الخطأ
failure-copy-report = نسخ للمسؤول
failure-command = سطر الأوامر
failure-copy-command = نسخ سطر الأوامر
failure-turn-yours = عليك
failure-turn-administrator = على المسؤول لديك
failure-turn-nobody = لا على أحد: يكفي الانتظار قليلًا
failure-report =
    { $what }
    السبب: { $why }
    ما العمل: { $fix }
    المستأجر: { $tenant }
    معرّف العميل: { $clientId }
    معرّف الخطأ: { $id }
failure-report-command =
    سطر الأوامر:
    { $command }
failure-report-said = الرد: { $said }

## Banners

offline-title = لا يوجد اتصال بالشبكة.
offline-text = هذه هي القائمة كما كانت في { $time }. يحتاج الربط والتغيير إلى الشبكة.
offline-incomplete-text = لم يُقرأ سوى الجزء الأول من قائمتك. يحتاج الربط والتغيير إلى الشبكة.
offline-retrying = جارٍ المحاولة…
failed-text = هذه هي القائمة كما كانت في { $time }.
failed-incomplete-text = لم يُقرأ سوى الجزء الأول من قائمتك.
unread-title = تعذّرت قراءة حساباتك حتى الآن
memory-text = يُحفظ تسجيل دخولك في الذاكرة إلى أن تُنهي البرنامج.

## Notices

notices-label = المستجدات
notice-connected = تم ربط { $provider }.
notice-changed-elsewhere = تغيّرات من مكان آخر منذ آخر اطّلاع لك: { $connected ->
    [zero] لم يُربط أي حساب
    [one] رُبط حساب واحد
    [two] رُبط حسابان
    [few] رُبطت { $connected } حسابات
    [many] رُبط { $connected } حسابًا
   *[other] رُبط { $connected } حساب
}، { $disconnected ->
    [zero] ولم يُفصل أي حساب
    [one] وفُصل حساب واحد
    [two] وفُصل حسابان
    [few] وفُصلت { $disconnected } حسابات
    [many] وفُصل { $disconnected } حسابًا
   *[other] وفُصل { $disconnected } حساب
}.
notice-connected-elsewhere = رُبط { $provider } من مكان آخر منذ آخر اطّلاع لك.
notice-disconnected-elsewhere = فُصل حساب لدى { $provider } من مكان آخر منذ آخر اطّلاع لك.
notice-nothing-pasted = لا تحتوي الحافظة على عنوان يخص محاولة جارية. انسخ العنوان كاملًا من المتصفح، ثم ألصقه مجددًا.
notice-link-copied = تم نسخ الرابط. يعمل مرة واحدة.
notice-unknown-link = ورد رابط لا يخص أي محاولة جارية. لم يتغيّر شيء.
notice-update-available = يتوفر الإصدار { $version } من { -program }.
notice-update-available-text = يمكنك تثبيته متى شئت من «حول { -program }».
notice-malformed-link = ورد رابط لا يستطيع { -program } قراءته. لم يتغيّر شيء.
notice-unknown-proposal = رابط يقترح ربط { $connection }، وهو ما لا يتيحه المستأجر. لم يتغيّر شيء.
notice-unknown-proposal-text = إن كنت تتوقعه، فاسأل من أعطاك الرابط.
notice-root = يعمل { -program } بصلاحيات root
notice-root-text = أي ثغرة في نافذته تصير ثغرة في الحاسوب كله. أغلقه وشغّله بحسابك أنت.
notice-links-elsewhere = روابط { -program } تفتح { $program } على هذا الحاسوب
notice-links-elsewhere-text = يعود المتصفّح بدلًا من ذلك عبر عنوان هذا الحاسوب نفسه. لتغيير ذلك اختر «{ preferences-deep-link }» في التفضيلات.
notice-revocation-failed = تم تسجيل خروجك هنا، لكن تعذّر إبلاغ المستأجر. قد يظل المفتاح القديم يعمل إلى أن تنتهي صلاحيته.
notice-no-answer = لم يستجب البرنامج الذي خلف النافذة
notice-no-answer-text = أنهِ { -program } ثم شغّله من جديد. حساباتك لم تتأثر.

## Empty

empty-title = لا توجد حسابات مرتبطة بعد
empty-lead = اختر مزوّدًا لمعرفة ما سيُسمح له بفعله.
