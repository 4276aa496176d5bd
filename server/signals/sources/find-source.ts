import { onAnnouncement } from '../../core/announce.ts';
import { Memory } from '../intake/memory.ts';
import { selectSourceByKey } from '../store/sources.ts';

export const SOURCES_CHANGED = 'signals.sources-changed';
const MAX_REMEMBERED = 10_000;
const REMEMBERED_MS = 300_000;
const MAX_KEY_LENGTH = 100;

interface FoundSource {
  id: string;
  workspaceId: string;
}

const remembered = new Memory<FoundSource>(MAX_REMEMBERED, REMEMBERED_MS);
onAnnouncement(SOURCES_CHANGED, forgetSources);

export function forgetSources(): void {
  remembered.clear();
}

/** Whose write key this is; null for an unknown or deleted one. Found in memory after the first use. */
export async function findSource(writeKey: string): Promise<FoundSource | null> {
  if (writeKey === '' || writeKey.length > MAX_KEY_LENGTH || writeKey.includes('\0')) return null;
  const known = remembered.get(writeKey);
  if (known) return known;
  const source = await selectSourceByKey(writeKey);
  if (source) remembered.set(writeKey, source);
  return source;
}
