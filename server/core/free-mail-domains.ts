// Short on purpose: the providers that most people of these markets use. No foreign list is copied.

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
