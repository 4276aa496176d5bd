import { db } from '../../core/db.ts';
import { DEFAULT_SETTINGS, type FraudSettings, RULE_CODES } from '../rules/settings.ts';

interface KeptSettings extends Pick<FraudSettings, 'windowDays' | 'falseDiscoveryRate'> {
  rules: Partial<FraudSettings['rules']>;
  mailDomains: { free: string[]; disposable: string[] };
  updatedByName: string;
  updatedAt: Date;
}

export interface SavedSettings {
  settings: FraudSettings;
  /** Null while the defaults hold. */
  updatedByName: string | null;
  updatedAt: Date | null;
}

/** The settings in force; a rule that is younger than the workspace's own settings stands as it is by default. */
export async function findSettings(workspaceId: string): Promise<SavedSettings> {
  const row = await db()
    .selectFrom('fraud.settings')
    .select(['rules', 'mailDomains', 'windowDays', 'falseDiscoveryRate', 'updatedByName', 'updatedAt'])
    .where('workspaceId', '=', workspaceId)
    .$castTo<KeptSettings>()
    .executeTakeFirst();
  if (!row) return { settings: DEFAULT_SETTINGS, updatedByName: null, updatedAt: null };
  const own = row.rules;
  const { windowDays, falseDiscoveryRate, updatedByName, updatedAt } = row;
  return {
    settings: {
      rules: Object.fromEntries(
        RULE_CODES.map((code) => [code, own[code] ?? DEFAULT_SETTINGS.rules[code]]),
      ) as FraudSettings['rules'],
      freeDomains: row.mailDomains.free,
      disposableDomains: row.mailDomains.disposable,
      ...{ windowDays, falseDiscoveryRate },
    },
    ...{ updatedByName, updatedAt },
  };
}

export async function upsertSettings(
  workspaceId: string,
  settings: FraudSettings,
  by: { updatedByName: string; updatedAt: Date },
): Promise<void> {
  const { rules, freeDomains, disposableDomains, windowDays, falseDiscoveryRate } = settings;
  const columns = {
    rules: JSON.stringify(rules),
    mailDomains: JSON.stringify({ free: freeDomains, disposable: disposableDomains }),
    ...{ windowDays, falseDiscoveryRate },
    ...by,
  };
  await db()
    .insertInto('fraud.settings')
    .values({ workspaceId, ...columns })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet(columns))
    .execute();
}
