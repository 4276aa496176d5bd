/** The door of the workspace room: who may do what, and who did what. */
export { createApiKey, findKeyCreator, findLastKeyUse } from './api-keys.ts';
export { audit } from './audit.ts';
export { deleteAuditEntriesBefore } from './audit-chain/forget-entries.ts';
export { verifyAudit } from './audit-chain/verify-audit.ts';
export { eachAuditEntryOf } from './audit-log/store.ts';
export { authenticate } from './authenticate.ts';
export {
  defineExport,
  type ExportDefinition,
  findExport,
  listExports,
  makeExport,
} from './exports/registry.ts';
export { blankAuditEntriesOf, countAuditEntriesBefore, forgetAffiliateUsers } from './forget.ts';
export { isFreshSignIn, requireFreshSignIn } from './fresh-sign-in.ts';
export { PERMISSIONS, type Permission, ROLE_PERMISSIONS, ROLES, type Role } from './permissions.ts';
export { findRole } from './roles/store.ts';
export { Email, TimeZone, type Workspace } from './schema.ts';
export { createWorkspace } from './set-up-workspace.ts';
export { createSignInLink, ensureIdentity, openSignIn } from './sign-in.ts';
export {
  findIdentityByEmail,
  findWorkspace,
  findWorkspaceBySlug,
  listMembers,
  listMembersWith,
  listWorkspaces,
  upsertMember,
} from './store.ts';
export { selectTeams as listTeams } from './teams/store.ts';
