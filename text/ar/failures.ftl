### What went wrong: what happened, why, and what to do.
###
### One message for each diagnosis. { $subject } and { $clientId } are "none" where nothing is known.
### Where one or two calls of Auth0's command line mend it, `.command` has them; { $tenant } and
### { $clientId } are words in capitals there where nothing is known.

-dashboard-apis = Applications > APIs
-dashboard-applications = Applications > Applications
-dashboard-connections = Authentication > Social or Enterprise
-dashboard-users = User Management > Users
-dashboard-organizations = Organizations
-dashboard-mfa = Security > Multi-factor Auth
-dashboard-actions = Actions > Triggers
-my-account = Auth0 My Account API
-application-access = Application Access
-user-access = User Access
-authorized = Authorized
-callbacks = Allowed Callback URLs
-offline = Allow Offline Access
-skip-consent = Allow Skipping User Consent
-mrrt = Multi-Resource Refresh Token
-rotation = Allow Refresh Token Rotation
-rotation-overlap = Rotation Overlap Period
-grant-types = Advanced Settings > Grant Types
-credentials = Credentials
-sender-constraining = Token Sender-Constraining
-native = Native
-none = None
-default-policy = Default Policy
-purpose = Use for Connected Accounts for Token Vault
-offline-access = Offline Access
-connected-scopes = create:me:connected_accounts, read:me:connected_accounts, delete:me:connected_accounts
-link-callback = dev.mooring.desktop://callback
-address-callback = http://127.0.0.1:18791/callback
-address-callbacks = http://127.0.0.1:18791/callback,http://127.0.0.1:18792/callback,http://127.0.0.1:18793/callback
-scope-list = "create:me:connected_accounts","read:me:connected_accounts","delete:me:connected_accounts"

## The tenant that was typed

failure-domain-invalid = هذا ليس نطاق مستأجر
    .why = نطاق المستأجر اسم مضيف فقط: بلا مسار ولا مسافات ولا اسم مستخدم.
    .fix = أدخله مثل acme.eu.auth0.com، أو أدخل نطاق تسجيل الدخول الخاص بمؤسستك.
failure-domain-not-secure = هذا العنوان غير آمن
    .why = يكشف HTTP غير المشفّر مفتاحك للشبكة. ولا يُسمح به إلا لهذا الحاسوب.
    .fix = أدخل النطاق من دون { "http://" } ليُستخدم HTTPS.
failure-client-id-invalid = هذا ليس معرّف عميل
    .why = معرّف العميل كلمة واحدة من حروف وأرقام، بلا مسافات.
    .fix = انسخه من إعدادات التطبيق في Auth0، أو اطلبه من المسؤول.

## Reaching the tenant

failure-tenant-unreachable = تعذّر الوصول إلى { $tenant }
    .why = لا توجد شبكة، أو لا يوجد مضيف بهذا الاسم، أو يحول جدار حماية دون الوصول إليه.
    .fix = تحقق من الشبكة ومن كتابة النطاق، ثم أعد المحاولة.
failure-tenant-timed-out = لم يستجب { $tenant } في الوقت المحدد
    .why = الشبكة أو المستأجر بطيء.
    .fix = انتظر لحظة، ثم أعد المحاولة.
failure-answer-lost = ضاع رد { $tenant }
    .why = أُرسل الطلب، لكن الاتصال انقطع قبل وصول الرد. ربما نُفّذ ما طلبته مع ذلك.
    .fix = راجع القائمة قبل أن تطلب مجددًا. ستُقرأ من جديد فور عودة الشبكة.
failure-web-page-answered = ردّت صفحة ويب بدلًا من { $tenant }
    .why = تطلب هذه الشبكة تسجيل الدخول إليها أولًا، كما في الفنادق والقطارات، أو يقف خادم وكيل تابع لمؤسستك في الطريق.
    .fix = افتح المتصفح وحمّل أي صفحة وسجّل الدخول إلى الشبكة هناك. ثم أعد المحاولة.
failure-tenant-not-trusted = لم يتمكن { $tenant } من إثبات هويته
    .why = شهادته غير موثوقة على هذا الحاسوب. قد تكون منتهية الصلاحية، أو قد يكون خادم وكيل تابع لمؤسستك يقرأ البيانات المارّة.
    .fix = تحقق من ساعة هذا الحاسوب. وعلى شبكة مؤسسة، اطلب تثبيت شهادة المؤسسة في النظام.
failure-tenant-not-auth0 = { $tenant } ليس مستأجرًا لدى Auth0
    .why = ردّ شيء ما من هناك، لكن ليس بالوصف الذي ينشره كل مستأجر.
    .fix = استخدم نطاق المستأجر، مثل acme.eu.auth0.com، لا عنوان تطبيق أو موقع ويب.
failure-issuer-mismatch = يُعرف { $tenant } باسم آخر
    .why = { $subject ->
        [none] يسمّي المستأجر نفسه بنطاق غير النطاق المستخدم. المستأجر ذو النطاق المخصّص يستجيب لنطاقين، ويجب ألا يُخلط بينهما.
       *[other] يسمّي المستأجر نفسه { $subject }. المستأجر ذو النطاق المخصّص يستجيب لنطاقين، ويجب ألا يُخلط بينهما.
    }
    .fix = { $subject ->
        [none] أدخل النطاق تمامًا كما يسمّي المستأجر نفسه.
       *[other] أدخل { $subject } بصفته نطاق المستأجر.
    }
failure-tenant-broken = لدى { $tenant } مشكلة في خوادمه
    .why = ردّ بخطأ في الخادم.
    .fix = انتظر بضع دقائق، ثم أعد المحاولة. تبيّن صفحة حالة Auth0 ما إذا كان العطل أوسع.
failure-answer-unexpected = ردّ { $tenant } بما لا يفهمه { -program }
    .why = لا يوافق الرد ما تَعِد به واجهة My Account API. ربما غيّره خادم وكيل، أو كان المستأجر أحدث من { -program }.
    .fix = أعد المحاولة. وإن استمرت المشكلة، فحدّث { -program }، أو زوّد المسؤول بمعرّف الخطأ.
failure-endless-pages = القائمة بلا نهاية
    .why = أرسل { $tenant } صفحة القائمة نفسها مرارًا، فتعذّرت قراءة البقية.
    .fix = أعد المحاولة لاحقًا. وإن استمرت المشكلة، فزوّد المسؤول بمعرّف الخطأ: إنه لفريق الدعم في Auth0.
failure-rate-limited = الطلبات كثيرة جدًا في هذه اللحظة
    .why = لا يسمح { $tenant } إلا بعدد قليل من الطلبات في الدقيقة لكل شخص، وبأقل من ذلك في الخطة المجانية.
    .fix = انتظر قليلًا. لم يُفقد شيء.

## Signing in

failure-sign-in-refused = رُفض تسجيل الدخول
    .why = اخترت عدم المتابعة، أو لا تسمح إحدى قواعد المستأجر بدخول هذا الشخص.
    .fix = سجّل الدخول مجددًا. وإن رُفض مرة أخرى، فاسأل المسؤول عمّا تتطلبه القاعدة.
failure-sign-in-timed-out = لم تتم العودة من المتصفح
    .why = لم يكتمل تسجيل الدخول في الوقت المحدد، أو لم يتمكن المتصفح من فتح { -program }.
    .fix = سجّل الدخول مجددًا، ووافق حين يسأل المتصفح عن فتح { -program }. وإن لم يسأل، فاختر «{ preferences-loopback }» في التفضيلات. وإن ظهرت في الصفحة عبارة «Callback URL mismatch»، فعلى المسؤول إضافة { -link-callback } أو { -address-callback }، حرفيًا، إلى { -callbacks }.
failure-sign-in-code-rejected = تعذّر إنهاء تسجيل الدخول
    .why = ما عاد به المتصفح سبق استخدامه، أو كان قديمًا جدًا، أو أتى من مصدر آخر.
    .fix = سجّل الدخول مجددًا، وأكمله في الصفحة التي تُفتح.
failure-id-token-invalid = لم يجتز تسجيل الدخول عمليات التحقق
    .why = بيان المستأجر عن هويتك ليس موقّعًا أو مؤرّخًا أو موجّهًا كما ينبغي.
    .fix = تحقق من ساعة هذا الحاسوب، ثم سجّل الدخول مجددًا. وإن استمرت المشكلة، فزوّد المسؤول بمعرّف الخطأ.
failure-organization-mismatch = سُجّل دخولك إلى مؤسسة أخرى
    .why = { $subject ->
        [none] لا يخص تسجيل الدخول المؤسسة التي أُعدّ { -program } لها.
       *[other] أُعدّ { -program } للمؤسسة { $subject }، في حين أن تسجيل الدخول لمؤسسة أخرى، أو لا يخص أي مؤسسة.
    }
    .fix = { $subject ->
        [none] سجّل الدخول مجددًا، واختر تلك المؤسسة.
       *[other] سجّل الدخول مجددًا، واختر { $subject }.
    }
failure-organization-refused = لا تسمح لك المؤسسة بالدخول
    .why = لست من أعضائها، أو استُخدمت دعوتك من قبل أو مضى عليها وقت طويل.
    .fix = في { -dashboard-organizations }، افتح المؤسسة وأضف المستخدم ضمن Members، أو أرسل دعوة جديدة. ثم سجّل الدخول مجددًا.
failure-refresh-token-missing = لم يمنح المستأجر مفتاحًا دائمًا
    .why = من دون رمز تحديث (refresh token) سيلزمك تسجيل الدخول كل بضع دقائق.
    .fix = في إعدادات التطبيق، ضمن { -grant-types }، حدّد Refresh Token. وفي { -dashboard-apis }، فعّل { -offline } للواجهة البرمجية. ثم سجّل الدخول مجددًا.
    .command =
        # this list takes the place of the old one
        auth0 apps update { $clientId } --grants code,refresh-token
failure-session-ended = انتهت جلستك
    .why = لم يعد المفتاح الموجود في سلسلة مفاتيحك مقبولًا. فقد أُلغي، أو انتهت صلاحيته، أو استُخدم مرتين.
    .fix = سجّل الدخول مجددًا. لا تزال حساباتك مرتبطة. وإن تكرّر ذلك كثيرًا، فعلى المسؤول ضبط { -rotation-overlap } في إعدادات التطبيق على بضع ثوانٍ.
failure-person-unknown = لم يعد { $tenant } يعرفك
    .why = حُذف هناك المستخدم الذي مُنح له هذا المفتاح.
    .fix = في { -dashboard-users }، تحقق مما إذا كان حذف المستخدم مقصودًا. ينشئ تسجيل الدخول مجددًا مستخدمًا جديدًا حيث يُسمح بالاشتراك.
failure-person-blocked = دخولك محظور لدى { $tenant }
    .why = حظر مسؤول أو إجراء حماية لدى المستأجر المستخدم الخاص بك. لا تزال حساباتك مرتبطة.
    .fix = في { -dashboard-users }، افتح المستخدم واختر Unblock. ثم سجّل الدخول مجددًا.
failure-mfa-required = يطلب المستأجر عامل تحقق ثانيًا
    .why = تشترط إحدى قواعد { $tenant } عاملًا ثانيًا قبل عرض حساباتك أو تغييرها. لم يُفقد شيء.
    .fix = أكّد هويتك في المتصفح. وإن تكرّر الطلب كل بضع دقائق: يجب أن يستثني أحد الإجراءات (Action) في { -dashboard-actions } البروتوكول oauth2-refresh-token، أو ألا تكون السياسة في { -dashboard-mfa } هي Always. هذا من شأن المسؤول.
failure-authentication-unmet = يطلب المستأجر تسجيل دخول جديدًا
    .why = لا يعرض { $tenant } الحسابات ولا يغيّرها إلا خلال خمس عشرة دقيقة من تسجيل دخول بعامل ثانٍ. لم يُفقد شيء.
    .fix = أكّد هويتك في المتصفح. القاعدة هي { -default-policy } في { -my-account }، «Require 2FA»؛ ويمكن للمسؤول إيقافها هناك.
failure-interaction-required = على المستأجر أن يسألك شيئًا
    .why = احتاج { $tenant } إلى عرض صفحة وطُلب منه ألا يفعل. مع البرامج التي على حاسوبك، يعرض صفحة دائمًا: هذا مقصود في تصميمه.
    .fix = سجّل الدخول مجددًا، وأجب في الصفحة التي تُفتح. وإن لم تُفتح صفحة، فعلى المسؤول إزالة prompt=none من صفحة تسجيل الدخول لدى المستأجر أو من الإجراء (Action).
failure-proof-key-missing = فُقد النصف الآخر من المفتاح
    .why = مفتاحك مرتبط بمفتاح ثانٍ في سلسلة المفاتيح نفسها، وهذا الثاني لم يعد هناك. ولا قيمة للأول من دونه.
    .fix = سجّل الدخول مجددًا. سيُنشأ المفتاحان من جديد، ولا تزال حساباتك مرتبطة.
failure-proof-rejected = لم يصدّق المستأجر الإثبات
    .why = يُوقَّع كل طلب بمفتاح (DPoP). إما أن ساعة هذا الحاسوب غير صحيحة، أو أن المستأجر يتوقع مفتاحًا آخر.
    .fix = تحقق من ساعة هذا الحاسوب، ثم سجّل الدخول مجددًا. وإن استمرت المشكلة، فراجع { -sender-constraining } في إعدادات التطبيق وفي إعدادات { -my-account }.
failure-nonce-loop = يرفض المستأجر كل إثبات
    .why = يطلب عند كل محاولة قيمة جديدة تُستخدم مرة واحدة (DPoP nonce). ربما يُسقط خادم وكيل ترويستها DPoP-Nonce.
    .fix = تحقق من ساعة هذا الحاسوب، ثم أعد المحاولة. وعلى شبكة مؤسسة، اسمح بمرور الترويسة DPoP-Nonce.
failure-client-rejected = لا يقبل المستأجر هذا التطبيق
    .why = { $clientId ->
        [none] معرّف العميل غير معروف هناك، أو على التطبيق أن يثبت هويته بسر.
       *[other] معرّف العميل { $clientId } غير معروف هناك، أو على التطبيق أن يثبت هويته بسر.
    }
    .fix = تحقق من معرّف العميل. في { -dashboard-applications }، يجب أن يكون التطبيق من النوع { -native }، وأن تكون طريقة المصادقة ضمن { -credentials } هي { -none }.
failure-grant-not-allowed = لا يُسمح للتطبيق بفعل ذلك
    .why = لم يفعّل المستأجر هذا النوع من الطلبات لهذا التطبيق.
    .fix = في إعدادات التطبيق، ضمن { -grant-types }، حدّد Authorization Code وRefresh Token. ولفحص الحسابات، حدّد Token Vault أيضًا.
failure-client-credential-invalid = لا يستطيع التطبيق إثبات هويته
    .why = أُعدّ التطبيق لتسجيل الدخول بسر أو مفتاح خاص به. وليس في سلسلة المفاتيح أيٌّ منهما، أو أن ما فيها غير صالح.
    .fix = خذ السر أو المفتاح الخاص من { -credentials } للتطبيق في { -dashboard-applications }، واحفظه لملف التعريف هذا مجددًا.

## What the tenant must have set up

failure-my-account-not-activated = واجهة My Account API غير مفعّلة
    .why = ليست لدى { $tenant } واجهة برمجية بالمعرّف https://{ $tenant }/me/‎. للشرطة المائلة في آخره أهميتها، وكذلك للنطاق: فالنطاق الأساسي والنطاق المخصّص ليسا سواء.
    .fix = في { -dashboard-apis }، فعّل { -my-account }. وإن كانت مفعّلة، فاستخدم النطاق الوارد في معرّفها. ثم سجّل الدخول مجددًا.
    .command = auth0 api post resource-servers --data '{"{"}"identifier":"https://{ $tenant }/me/","name":"Auth0 My Account API"{"}"}'
failure-client-not-authorized = لا يُسمح لهذا التطبيق باستخدام واجهة My Account API
    .why = ليس لديه تفويض (grant) للتصرف باسم شخص سجّل دخوله. ولا يُحتسب التفويض الممنوح للتطبيق نفسه (subject type بقيمة «client»).
    .fix = في { -dashboard-apis }، افتح { -my-account } ثم { -application-access }، وعدّل التطبيق، واضبط { -user-access } على { -authorized }، وحدّد أذونات Connected Accounts الثلاثة. ثم سجّل الدخول مجددًا.
    .command =
        auth0 api post client-grants --data '{"{"}"client_id":"{ $clientId }","audience":"https://{ $tenant }/me/","scope":[{ -scope-list }],"subject_type":"user"{"}"}'
        # subject_type must now be "user"
        auth0 api get client-grants -q "client_id={ $clientId }"
failure-audience-missing = لا يفتح المفتاح واجهة My Account API
    .why = منح المستأجر رمز وصول لواجهة برمجية أخرى. لا يجوز استخدام رمز التحديث مع https://{ $tenant }/me/‎، أو أنه أقدم من الإعداد الذي يسمح بذلك.
    .fix = في إعدادات التطبيق، ضمن { -mrrt }، اختر Edit Configuration وفعّل { -my-account }. وفي إعدادات الواجهة البرمجية، فعّل { -skip-consent }. ثم سجّل الدخول مجددًا: فالمفتاح السابق لا يعلم بهذا التغيير.
    .command =
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token.policies in client.json, add:
        # {"{"}"audience":"https://{ $tenant }/me/","scope":[{ -scope-list }]{"}"}
        cat client.json | auth0 api patch clients/{ $clientId }
failure-scopes-missing = ينقص المفتاح إذن
    .why = { $subject ->
        [none] أغفل المستأجر إذنًا يحتاج إليه { -program }. سياسة رمز التحديث أو التفويض أضيق من ذلك.
       *[other] أغفل المستأجر { $subject }. سياسة رمز التحديث أو التفويض أضيق من ذلك.
    }
    .fix = حدّد { -connected-scopes } للتطبيق، ضمن { -application-access } في { -my-account } وضمن { -mrrt } كليهما. ثم سجّل الدخول مجددًا.
    .command =
        auth0 api get client-grants -q "client_id={ $clientId }" -q "subject_type=user"
        auth0 api patch client-grants/GRANT_ID --data '{"{"}"scope":[{ -scope-list }]{"}"}'
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token.policies in client.json: the same three scopes
        cat client.json | auth0 api patch clients/{ $clientId }
failure-access-token-rejected = لم تقبل واجهة My Account API المفتاح
    .why = مُنح المفتاح لنطاق آخر من نطاقات المستأجر، أو قبل إعداد الواجهة البرمجية أو التفويض أو سياسة رمز التحديث.
    .fix = سجّل الدخول مجددًا. وإن استمرت المشكلة، فقارن نطاق المستأجر بمعرّف الواجهة البرمجية، الذي يجب أن يكون https://{ $tenant }/me/‎، وتأكد من تفعيل { -my-account } ضمن { -mrrt }.
failure-permission-missing = هناك إذن ناقص
    .why = تفيد واجهة My Account API بأنه لا يُسمح للتطبيق بفعل ذلك. وكثيرًا ما يكون السبب منح إذن واحد فقط من الأذونات الثلاثة.
    .fix = حدّد { -connected-scopes } للتطبيق، ضمن { -application-access } في { -my-account } وضمن { -mrrt }. ثم سجّل الدخول مجددًا.
failure-request-rejected = لم يقبل المستأجر الطلب
    .why = وجدت واجهة My Account API في الطلب شيئًا لا تسمح به.
    .fix = تحقق من أذونات الاتصال (connection) ومن غرضه، «{ -purpose }». وإن كان كلاهما صحيحًا، فالخلل في { -program }: أبلغ عن معرّف الخطأ.
failure-connection-unavailable = لا يمكن ربط { $provider } الآن
    .why = لا يتيح { $tenant } هذا الاتصال (connection) للتطبيق، أو لم يعد يتيحه.
    .fix = في { -dashboard-connections }، افتح الاتصال: فعّل «{ -purpose }» ضمن Purpose، وفعّل هذا التطبيق ضمن Applications.
    .command =
        auth0 api get connections -q "fields=id,name"
        auth0 api patch connections/CONNECTION_ID --data '{"{"}"connected_accounts":{"{"}"active":true{"}"}{"}"}'
        auth0 api patch connections/CONNECTION_ID/clients --data '[{"{"}"client_id":"{ $clientId }","status":true{"}"}]'
failure-nothing-to-connect = لا شيء يمكن ربطه بعد
    .why = لا يتيح { $tenant } لهذا التطبيق أي اتصال (connection) مخصّص للحسابات المرتبطة.
    .fix = في { -dashboard-connections }، افتح أحد الاتصالات: فعّل «{ -purpose }» ضمن Purpose، وفعّل هذا التطبيق ضمن Applications. ثم حدّث القائمة.
    .command =
        auth0 api get connections -q "fields=id,name"
        auth0 api patch connections/CONNECTION_ID --data '{"{"}"connected_accounts":{"{"}"active":true{"}"}{"}"}'
        auth0 api patch connections/CONNECTION_ID/clients --data '[{"{"}"client_id":"{ $clientId }","status":true{"}"}]'

## Connecting and disconnecting

failure-consent-refused = لم يُربط { $provider }
    .why = اخترت عدم الموافقة، أو لم يسمح { $provider } بذلك.
    .fix = اربطه مجددًا متى شئت. وإن كنت قد وافقت، فاسأل المسؤول عمّا إذا كان على { $provider } اعتماد التطبيق أولًا.
failure-connect-failed = لم ينجح ربط { $provider }
    .why = توقف { $provider } أو المستأجر في منتصف الطريق.
    .fix = أعد الربط. وإن استمرت المشكلة، فتحقق من إعدادات الاتصال نفسه في Auth0: معرّف العميل والسر، ولدى { $provider } العنوان https://{ $tenant }/login/callback.
failure-connect-timed-out = لم تتم العودة من المتصفح
    .why = لم تُمنح الموافقة في الوقت المحدد، أو لم يتمكن المتصفح من فتح { -program }.
    .fix = أعد الربط، ووافق حين يسأل المتصفح عن فتح { -program }. وإن لم يسأل، فاختر «{ preferences-loopback }» في التفضيلات. وإن ظهر في الصفحة خطأ بدلًا من ذلك، فانقل نصه إلى المسؤول: إن كان عنوان إعادة التوجيه خاطئًا، فيجب أن يكون https://{ $tenant }/login/callback معروفًا لدى { $provider }؛ وإن كان السبب «approval_prompt»، فيجب ألا يرد في المعاملات التي يمرّرها الاتصال (upstream parameters).
failure-connect-session-expired = كان الرابط قديمًا جدًا
    .why = سبق استخدامه، أو لم يعد المستأجر يعرفه.
    .fix = أعد الربط. كل رابط يعمل مرة واحدة، ولبضع دقائق.
failure-connect-conflict = لا يمكن ربط هذا الحساب مرتين
    .why = يفيد المستأجر بأنه يتعارض مع حساب موجود، في ملف تعريفك أو في ملف تعريف آخر.
    .fix = اربط حسابًا آخر لدى { $provider }، أو افصل الحساب الموجود أولًا.
failure-connect-code-missing = عاد المتصفح بلا نتيجة
    .why = ربما لا يُسمح لهذا التطبيق بالعنوان الذي يعود إليه { -program }. يجب أن يتطابق المضيف والمنفذ والمسار تمامًا: فالمضيف localhost غير المضيف 127.0.0.1.
    .fix = { $subject ->
        [none] أضف { -link-callback } و{ -address-callback }، حرفيًا، إلى { -callbacks } في إعدادات التطبيق. ثم أعد الربط.
       *[other] أضف { $subject }، حرفيًا، إلى { -callbacks } في إعدادات التطبيق. ثم أعد الربط.
    }
    .command =
        # this list takes the place of the old one
        auth0 apps update { $clientId } --callbacks "{ -link-callback },{ -address-callbacks }"
failure-account-unknown = لم يعد هذا الحساب موجودًا
    .why = أُزيل من مكان آخر، أو أنه يخص ملف تعريف آخر.
    .fix = حدّث القائمة.

## Checking an account

failure-vault-token-missing = ليس في الخزنة مفتاح لهذا الحساب
    .why = { $subject ->
        [github] لم يمنح GitHub خدمة Auth0 رمز تحديث. تطبيقات OAuth App التقليدية لا تمنحه أبدًا.
        [slack] لم يمنح Slack خدمة Auth0 رمز تحديث. ولا يمنحه إلا مع تدوير الرموز (Token Rotation).
        [google] لم يمنح Google خدمة Auth0 رمز تحديث. إما أنه لم يُطلب منه، أو أن مفاتيح المطوّر الخاصة بخدمة Auth0 هي المستخدمة: وعندئذٍ تذكر صفحة Google «auth0.com».
       *[other] لم يمنح { $provider } خدمة Auth0 رمز تحديث، فليس لدى الخزنة ما تجدّده.
    }
    .fix = { $subject ->
        [github] استخدم GitHub App في اتصال Auth0، وفعّل «Expire user authorization tokens» في إعدادات التطبيق لدى GitHub. ثم افصل هذا الحساب واربطه مجددًا.
        [slack] فعّل Token Rotation في إعدادات التطبيق لدى Slack. ثم افصل هذا الحساب واربطه مجددًا.
        [google] في اتصال Google، حدّد { -offline-access }، وأدخل معرّف عميل وسرًا خاصين بك من Google. ثم افصل هذا الحساب واربطه مجددًا.
       *[other] في اتصال Auth0، اطلب offline_access إن كان { $provider } يدعمه. ثم افصل هذا الحساب واربطه مجددًا: فهو يحتفظ بما مُنح له.
    }
failure-vault-token-rejected = لم يعد { $provider } يقبل هذا الحساب
    .why = { $subject ->
        [google] أنهى Google الوصول: أُزيل هناك بطلب منك، أو انتهت مدته. وما دامت شاشة الموافقة لدى Google في وضع «Testing»، فإنه ينهيه بعد سبعة أيام.
       *[other] أنهى { $provider } الوصول: أُزيل هناك بطلب منك، أو انتهت مدته، أو سحبته إحدى قواعد { $provider }.
    }
    .fix = { $subject ->
        [google] اربطه مجددًا بالحساب نفسه. وإن انتهى مرة أخرى بعد سبعة أيام، فعلى المسؤول نشر شاشة الموافقة لدى Google.
       *[other] اربطه مجددًا بالحساب نفسه. يكفي أن توافق مرة واحدة.
    }
failure-rotation-not-supported = لا يمكن فحص الحسابات بمفتاح متغيّر
    .why = لا تقبل الخزنة إلا رموز التحديث الثابتة، ورموز هذا التطبيق تتغيّر مع كل استخدام. لا يزال الربط والفصل يعملان.
    .fix = في إعدادات التطبيق، ضمن Refresh Token Rotation، أوقف { -rotation }. ثم سجّل الدخول مجددًا.
    .command =
        auth0 api get clients/{ $clientId } -q "fields=refresh_token" > client.json
        # edit refresh_token in client.json, keep its policies, and set:
        # "rotation_type":"non-rotating"
        cat client.json | auth0 api patch clients/{ $clientId }
failure-not-resource-server = لا يُسمح لهذا التطبيق بالاستعلام من الخزنة
    .why = لا تجيب الخزنة إلا التطبيقات التي تثبت هويتها بسر أو مفتاح وتتصرف باسم شخص سجّل دخوله. لا يزال الربط والفصل يعملان.
    .fix = في { -dashboard-applications }، استخدم تطبيقًا من الطرف الأول (first-party)، لا تكون طريقة المصادقة فيه ضمن { -credentials } هي { -none }، ويكون Token Vault محدّدًا فيه ضمن { -grant-types }.

## The keychain

failure-keychain-locked = سلسلة المفاتيح مقفلة
    .why = لم يُفتح قفلها بعد تسجيل الدخول إلى النظام، أو أُغلقت نافذة طلبها.
    .fix = افتح قفلها. سيطلب نظامك كلمة سرها.
failure-keychain-absent = لا تعمل هنا أي سلسلة مفاتيح
    .why = لا شيء في هذه الجلسة يستجيب بصفته سلسلة مفاتيح.
    .fix = ثبّت واحدة وشغّلها، مثل GNOME Keyring أو KWallet، أو فعّل Secret Service في KeePassXC. ثم أعد المحاولة.
failure-keychain-refused = ردّت سلسلة المفاتيح بخطأ
    .why = لم تسمح لبرنامج { -program } بقراءة عنصره فيها أو كتابته.
    .fix = اسمح لبرنامج { -program } في إعدادات سلسلة المفاتيح نفسها، وتأكد من أن لها مجموعة افتراضية. ثم أعد المحاولة.
failure-keychain-timed-out = لم تستجب سلسلة المفاتيح في الوقت المحدد
    .why = ربما تنتظر جوابًا في نافذة خلف هذه النافذة.
    .fix = ابحث عن نافذة طلبها وأجب فيها، ثم أعد المحاولة.
failure-keychain-corrupt = تعذّرت قراءة عنصر سلسلة المفاتيح
    .why = غيّره إصدار آخر أو برنامج آخر.
    .fix = سجّل الدخول مجددًا. سيُكتب العنصر من جديد.

## This computer

failure-browser-not-opened = تعذّر فتح المتصفح
    .why = ليس لهذا الحاسوب متصفح افتراضي، أو أن المتصفح لم يبدأ.
    .fix = عيّن متصفحًا افتراضيًا في إعدادات النظام، أو انسخ الرابط وافتحه بنفسك.
failure-loopback-unavailable = لا يمكن استخدام عنوان هذا الحاسوب نفسه
    .why = تشغل برامج أخرى جميع المنافذ المتاحة لبرنامج { -program }.
    .fix = اختر «{ preferences-deep-link }» في التفضيلات، أو أنهِ البرنامج الذي يشغل { $subject ->
        [none] المنافذ
       *[other] { $subject }
    }.
failure-links-elsewhere = روابط { -program } تفتح برنامجًا آخر
    .why = { $subject ->
        [none] يتلقى برنامج آخر الروابط التي يعود بها المتصفح.
       *[other] يتلقى { $subject } الروابط التي يعود بها المتصفح.
    } وإلى أن يتغير ذلك، يعود عبر عنوان هذا الحاسوب نفسه.
    .fix = لا يلزم فعل شيء. لاستعادة الروابط، اختر «{ preferences-deep-link }» في التفضيلات.
failure-links-lost = لا تعود الروابط إلى { -program }
    .why = أرسل { -program } رابطًا إلى نفسه ولم يصل. وإلى أن يصل رابط، يعود المتصفح عبر عنوان هذا الحاسوب نفسه.
    .fix = لا يلزم فعل شيء. إذا أردت الروابط، فثبّت { -program } من حزمة ليعرفها النظام، ثم اختر «{ preferences-deep-link }» في التفضيلات.
failure-clock-wrong = ساعة هذا الحاسوب تخالف ساعة المستأجر
    .why = { $subject ->
        [none] الفرق بينهما أكثر من دقيقة.
       *[other] الفرق بينهما بالثواني: { $subject }.
    } يراعي { -program } ذلك، لكن ما كان تاريخه خاطئًا قد يُرفض في مكان آخر.
    .fix = فعّل ضبط الوقت تلقائيًا في إعدادات النظام.
failure-nobody-signed-in = لم يسجّل أحد الدخول
    .why = لا يمكن رؤية ما يسمح به المستأجر إلا بمفتاح شخص.
    .fix = سجّل الدخول لفحص الباقي.
failure-settings-not-saved = تعذّر حفظ الإعدادات
    .why = { $subject ->
        [none] القرص ممتلئ، أو لا يُسمح بالكتابة في المجلد.
       *[other] لا يُسمح بالكتابة في { $subject }، أو القرص ممتلئ.
    }
    .fix = أفرغ مساحة أو اسمح بالكتابة هناك. وإلى ذلك الحين تبقى اختياراتك حتى إنهاء البرنامج.
failure-settings-corrupt = تعذّرت قراءة الإعدادات
    .why = { $subject ->
        [none] غيّر برنامج آخر الملف أو كان مبتورًا. وقد نُقل جانبًا.
       *[other] غيّر برنامج آخر الملف أو كان مبتورًا. وقد نُقل جانبًا إلى { $subject }.
    }
    .fix = أعدّ { -program } من جديد. لم يُمسّ المفتاح الذي في سلسلة مفاتيحك.
failure-policy-corrupt = تعذّرت قراءة سياسة مؤسستك
    .why = { $subject ->
        [none] ملفها ليس سياسة يعرفها { -program }.
       *[other] { $subject } ليس سياسة يعرفها { -program }.
    }
    .fix = اطلب من المسؤول إصلاح الملف. وإلى ذلك الحين يعمل { -program } بإعداداتك أنت.
failure-notes-corrupt = تعذّرت قراءة أسماء حساباتك
    .why = عدّل برنامج آخر الملف أو أنه غير مكتمل. { $subject ->
        [none] تُرك الملف في مكانه.
       *[other] نُقل الملف إلى { $subject }.
    }
    .fix = سمِّ حساباتك من جديد. الحسابات نفسها لم تتأثر.
failure-start-at-login-not-set = تعذّر تغيير بدء التشغيل مع سطح المكتب
    .why = لم يقبل النظام هذا التغيير.
    .fix = ابحث عن { -program } في إعدادات النظام ضمن البرامج التي تعمل عند تسجيل الدخول.
failure-update-not-made = تعذّر البحث عن إصدار أحدث أو تثبيته
    .why = لم يُجب العنوان الذي يوفّر الإصدارات الجديدة كما ينبغي، أو أن ما قدّمه غير موقّع بمفتاح هذا البرنامج. لم يتغيّر شيء.
    .fix = ابحث مجددًا لاحقًا، أو ثبّت الإصدار الجديد بنفسك.
failure-report-not-saved = تعذّر حفظ التقرير
    .why = { $subject ->
        [none] القرص ممتلئ، أو لا يُسمح بالكتابة في المجلد، أو يوجد فيه شيء بهذا الاسم.
       *[other] { $subject } موجود من قبل أو لا يُسمح بالكتابة فيه، أو القرص ممتلئ.
    }
    .fix = أفرغ مساحة أو اختر مكانًا آخر. ويمكن نسخ التقرير على أي حال.
failure-demo-not-started = لم يبدأ المستأجر التجريبي
    .why = يحتاج إلى منفذ شاغر على هذا الحاسوب، ولم يحصل عليه.
    .fix = أعد المحاولة. وإن استمرت المشكلة، فقد يكون برنامج حماية يمنع البرامج من تلقّي الاتصالات على هذا الحاسوب.
failure-too-many-attempts = المحاولات الجارية كثيرة جدًا
    .why = تشغل كل محاولة رابطًا يجب أن يبقى مفتوحًا حتى عودتك.
    .fix = أكمل إحداها أو ألغها أولًا.
failure-program-busy = لا يقبل { -program } طلبات الآن
    .why = إنه قيد الإغلاق، أو هناك طلبات كثيرة في الانتظار.
    .fix = أعد المحاولة بعد لحظة.
