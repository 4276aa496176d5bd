// Short on purpose: the providers that most people of these markets use, and the best known throw-away addresses. No
// foreign list is copied; every workspace changes both lists in its settings.

/** Mailboxes that anybody can have: two of them at one provider have nothing in common. */
export const FREE_DOMAINS = [
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
  ...[
    'yahoo.com',
    'yahoo.co.th',
    'yahoo.co.uk',
    'yahoo.co.jp',
    'ymail.com',
    'icloud.com',
    'me.com',
    'mac.com',
  ],
  ...['aol.com', 'proton.me', 'protonmail.com', 'gmx.de', 'gmx.net', 'gmx.com', 'web.de', 't-online.de'],
  ...[
    'hotmail.co.th',
    'windowslive.com',
    'zoho.com',
    'fastmail.com',
    'yandex.ru',
    'mail.ru',
    'qq.com',
    '163.com',
  ],
  ...['126.com', 'naver.com', 'daum.net', 'orange.fr', 'free.fr', 'wanadoo.fr', 'laposte.net', 'libero.it'],
];

/** Mailboxes that are made to be thrown away. */
export const DISPOSABLE_DOMAINS = [
  ...['mailinator.com', 'guerrillamail.com', 'guerrillamail.net', 'sharklasers.com', '10minutemail.com'],
  ...['tempmail.com', 'temp-mail.org', 'yopmail.com', 'yopmail.fr', 'trashmail.com', 'trash-mail.com'],
  ...['getnada.com', 'dispostable.com', 'throwawaymail.com', 'maildrop.cc', 'mintemail.com', 'mohmal.com'],
  ...['fakeinbox.com', 'mailnesia.com', 'moakt.com', 'emailondeck.com', 'spamgourmet.com', 'tempail.com'],
];
