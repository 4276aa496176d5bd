import { api } from '../ui/api.ts';
import { queryClient } from './query-client.ts';
import { sessionQuery } from './session.ts';
import { type Locale, rememberLocale, speak } from './words.ts';

/** Changes the language on this device, and the one in which the server writes to the person who is signed in. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await speak(locale);
  rememberLocale(locale);
  if (!queryClient.getQueryData(sessionQuery.queryKey)) return;
  await api.signIn('/update-user', { locale });
  await queryClient.invalidateQueries();
}
