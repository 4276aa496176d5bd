// Short on purpose: the best known throw-away addresses. No foreign list is copied; every workspace changes both lists
// in its settings.

/** Mailboxes that are made to be thrown away. */
export const DISPOSABLE_DOMAINS = [
  ...['mailinator.com', 'guerrillamail.com', 'guerrillamail.net', 'sharklasers.com', '10minutemail.com'],
  ...['tempmail.com', 'temp-mail.org', 'yopmail.com', 'yopmail.fr', 'trashmail.com', 'trash-mail.com'],
  ...['getnada.com', 'dispostable.com', 'throwawaymail.com', 'maildrop.cc', 'mintemail.com', 'mohmal.com'],
  ...['fakeinbox.com', 'mailnesia.com', 'moakt.com', 'emailondeck.com', 'spamgourmet.com', 'tempail.com'],
];
