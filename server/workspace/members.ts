import { createHash, randomBytes } from 'node:crypto';
import { type Actor, authorize } from '../core/actor.ts';
import type { Config } from '../core/config.ts';
import { db, inTransaction } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { queueMail } from '../core/mail.ts';
import { conflict, forbidden, notFound, Problem } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { audit } from './audit.ts';
import type { Role } from './permissions.ts';
import { getGivableRole } from './roles/keep-roles.ts';
import type { InvitationAcceptance, Member, MemberInvitation, NewMemberInvitation } from './schema.ts';
import { ensureIdentity } from './sign-in.ts';
import {
  deleteMember,
  findMember,
  findWorkspace,
  listMembers,
  lockOwners,
  updateMemberRole,
  upsertMember,
} from './store.ts';

const INVITATION_LIFETIME_MS = 7 * 24 * 3_600_000;
const TOKEN_BYTES = 24;

/** Invites a colleague by mail. Inviting the same address again replaces the open invitation. */
export async function inviteMember(
  actor: Actor,
  config: Config,
  wanted: NewMemberInvitation,
): Promise<MemberInvitation> {
  authorize(actor, 'members.write');
  await refuseOwnerByOthers(actor, wanted.role);
  const role = await getGivableRole(actor, wanted.role);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return inTransaction(async () => {
    await db()
      .deleteFrom('workspace.memberInvitations')
      .where('workspaceId', '=', actor.workspaceId)
      .where('email', '=', wanted.email)
      .where('acceptedAt', 'is', null)
      .execute();
    const row = await db()
      .insertInto('workspace.memberInvitations')
      .values({
        workspaceId: actor.workspaceId,
        id: newId('inv'),
        email: wanted.email,
        role: wanted.role,
        tokenHash: hashToken(token),
        invitedBy: actor.id,
        createdAt: actor.now,
        expiresAt: new Date(actor.now.getTime() + INVITATION_LIFETIME_MS),
      })
      .returning(['id', 'email', 'role', 'createdAt', 'expiresAt'])
      .executeTakeFirstOrThrow();
    const workspace = await findWorkspace(actor.workspaceId);
    const values = { workspace: workspace?.name, name: actor.name, url: `${config.publicUrl}/join/${token}` };
    await queueMail(actor.workspaceId, {
      kind: 'member_invitation',
      to: wanted.email,
      subject: words(actor.locale, 'workspace:mail.memberInvitation.subject', values),
      text: words(actor.locale, 'workspace:mail.memberInvitation.text', values),
    });
    await audit(actor, {
      action: 'member.invited',
      objectType: 'member',
      objectId: row.id,
      after: { role: wanted.role },
    });
    return { ...row, roleName: role.name };
  });
}

export async function listMemberInvitations(actor: Actor): Promise<MemberInvitation[]> {
  authorize(actor, 'members.read');
  return db()
    .selectFrom('workspace.memberInvitations as invitation')
    .innerJoin('workspace.roles as role', (join) =>
      join.onRef('role.workspaceId', '=', 'invitation.workspaceId').onRef('role.key', '=', 'invitation.role'),
    )
    .select(['invitation.id', 'invitation.email', 'invitation.role', 'role.name as roleName'])
    .select(['invitation.createdAt', 'invitation.expiresAt'])
    .where('invitation.workspaceId', '=', actor.workspaceId)
    .where('invitation.acceptedAt', 'is', null)
    .orderBy('invitation.createdAt', 'desc')
    .execute();
}

/** Whose token: works once, for a week. @throws Problem 404 for a wrong, 410 for a used or expired one. */
export async function acceptMemberInvitation(
  token: string,
  acceptance: InvitationAcceptance,
  now: Date,
): Promise<{ email: string }> {
  return inTransaction(async () => {
    const invitation = await db()
      .selectFrom('workspace.memberInvitations')
      .select(['workspaceId', 'id', 'email', 'role', 'expiresAt', 'acceptedAt'])
      .where('tokenHash', '=', hashToken(token))
      .forUpdate()
      .executeTakeFirst();
    if (!invitation) throw notFound('invitation');
    if (invitation.acceptedAt || invitation.expiresAt < now) {
      throw new Problem(
        410,
        'invitation_expired',
        'Gone',
        'This invitation was used or has expired. Ask for a new one.',
      );
    }
    const userId = await ensureIdentity({ ...acceptance, email: invitation.email });
    await upsertMember(invitation.workspaceId, userId, invitation.role);
    await db()
      .updateTable('workspace.memberInvitations')
      .set({ acceptedAt: now })
      .where('workspaceId', '=', invitation.workspaceId)
      .where('id', '=', invitation.id)
      .execute();
    return { email: invitation.email };
  });
}

export async function listStaff(actor: Actor): Promise<Member[]> {
  authorize(actor, 'members.read');
  return listMembers(actor.workspaceId);
}

export async function changeMemberRole(actor: Actor, userId: string, role: Role): Promise<Member> {
  authorize(actor, 'members.write');
  return inTransaction(async () => {
    const before = await getMember(actor, userId);
    await refuseOwnerByOthers(actor, role);
    await refuseOwnerByOthers(actor, before.role);
    const after = await getGivableRole(actor, role);
    if (before.role === 'owner' && role !== 'owner') await refuseLastOwner(actor);
    await updateMemberRole(actor.workspaceId, userId, role);
    await audit(actor, {
      action: 'member.role_changed',
      objectType: 'member',
      objectId: userId,
      before: { role: before.role },
      after: { role },
    });
    return { ...before, role, roleName: after.name };
  });
}

export async function removeMember(actor: Actor, userId: string): Promise<void> {
  authorize(actor, 'members.write');
  await inTransaction(async () => {
    const before = await getMember(actor, userId);
    await refuseOwnerByOthers(actor, before.role);
    if (before.role === 'owner') await refuseLastOwner(actor);
    await deleteMember(actor.workspaceId, userId);
    await audit(actor, {
      action: 'member.removed',
      objectType: 'member',
      objectId: userId,
      before: { role: before.role },
    });
  });
}

/** A member of staff. @throws Problem 404, for an affiliate too. */
export async function getMember(actor: Actor, userId: string): Promise<Member> {
  const member = await findMember(actor.workspaceId, userId);
  if (!member || member.role === 'affiliate') throw notFound('member');
  return member;
}

/** What concerns an owner is for owners. @throws Problem 403 */
export async function refuseOwnerByOthers(actor: Actor, role: Role): Promise<void> {
  if (role !== 'owner' || actor.kind === 'system') return;
  const self = actor.userId ? await findMember(actor.workspaceId, actor.userId) : null;
  if (self?.role !== 'owner') throw forbidden('owner');
}

async function refuseLastOwner(actor: Actor): Promise<void> {
  if ((await lockOwners(actor.workspaceId)).length <= 1)
    throw conflict('last_owner', 'A workspace keeps at least one owner. Make somebody else owner first.');
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
