import { getOffer } from '../affiliates/index.ts';
import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { invalidField, notFound } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import { bodyFault, type Material, type MaterialChange, type NewMaterial } from './schema.ts';
import { deleteMaterial, findMaterial, insertMaterial, updateMaterial } from './store.ts';

/** @throws Problem 404 for an unknown offer, 422 for a link that is no address. */
export async function addMaterial(actor: Actor, wanted: NewMaterial): Promise<Material> {
  authorize(actor, 'materials.write');
  return inTransaction(async () => {
    await refuseWrong(actor, wanted);
    const material = await insertMaterial(actor.workspaceId, wanted);
    await auditMaterial(actor, 'created', material.id, null, material);
    return material;
  });
}

export async function changeMaterial(actor: Actor, id: string, change: MaterialChange): Promise<Material> {
  authorize(actor, 'materials.write');
  return inTransaction(async () => {
    const before = await getMaterial(actor, id);
    await refuseWrong(actor, { ...before, ...change });
    await updateMaterial(actor.workspaceId, id, change);
    const after = await getMaterial(actor, id);
    await auditMaterial(actor, 'changed', id, before, after);
    return after;
  });
}

export async function removeMaterial(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'materials.write');
  await inTransaction(async () => {
    const before = await getMaterial(actor, id);
    await deleteMaterial(actor.workspaceId, id);
    await auditMaterial(actor, 'removed', id, before, null);
  });
}

async function getMaterial(actor: Actor, id: string): Promise<Material> {
  const material = await findMaterial(actor.workspaceId, id);
  if (!material) throw notFound('material');
  return material;
}

async function refuseWrong(actor: Actor, material: NewMaterial): Promise<void> {
  if (material.offerId) await getOffer(actor.workspaceId, material.offerId);
  const fault = bodyFault(material.kind, material.body);
  if (fault) throw invalidField('body', fault);
}

async function auditMaterial(
  actor: Actor,
  verb: string,
  objectId: string,
  before: Material | null,
  after: Material | null,
): Promise<void> {
  await audit(actor, { action: `material.${verb}`, objectType: 'material', objectId, before, after });
}
