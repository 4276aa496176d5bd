import type { Config } from '../../core/config.ts';
import { seal, unseal } from '../../core/vault.ts';
import type { SurveyLanguage } from '../schema/survey.ts';

/** Nothing else that is sealed opens as an ask, and an ask opens as nothing else. */
const CONTEXT = 'survey-ask';

interface Ask {
  workspaceId: string;
  askId: string;
}

/**
 * The page of one ask, in the language of its mail. Sealed rather than kept: a copy of the database holds no link, and
 * nobody can guess one.
 */
export function askUrl({ publicUrl }: Config, { workspaceId, askId }: Ask, locale: SurveyLanguage): string {
  const token = encodeURIComponent(seal(`${workspaceId} ${askId}`, CONTEXT));
  return `${publicUrl}/survey/${token}?lang=${locale}`;
}

/** Null for whatever is no such link. */
export function readAskToken(token: string): Ask | null {
  try {
    const [workspaceId = '', askId = ''] = unseal(token, CONTEXT).split(' ');
    return { workspaceId, askId };
  } catch {
    return null;
  }
}
