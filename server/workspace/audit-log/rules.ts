/** Kinds of acts that somebody who reads the log asks for. */
export const AUDIT_WHATS = ['views', 'exports', 'merges', 'access', 'erasures', 'settings'] as const;
export type AuditWhat = (typeof AUDIT_WHATS)[number];

export const ACTOR_KINDS = ['user', 'key', 'system'] as const;

/** Which acts are of a kind, as patterns of SQL’s `like`. */
export const ACTIONS_OF: Record<AuditWhat, readonly string[]> = {
  views: ['%.seen', 'tax\\_form.opened'],
  exports: ['%.exported', 'person.data\\_exported', 'payout.file\\_written'],
  merges: ['%.merge%'],
  access: ['member.%', 'role.%', 'team.%', 'api\\_key.%', 'account.share%'],
  erasures: ['person.erased', 'person.held', 'person.hold\\_ended', 'retention\\_rule.%'],
  settings: [
    ...['workspace.%', 'company.%', 'plan.%', 'offer.%', 'webhook.%', 'help\\_desk.%', 'field.%'],
    ...['%\\_settings.%', '%\\_connection.%', 'pipeline.%', 'loss\\_reasons.%', 'assignment\\_rule%'],
  ],
};
