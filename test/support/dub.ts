import type { AddressInfo } from 'node:net';
import { Dub } from 'dub';
import type { App } from '../../server/core/http/server.ts';
import { createApp } from '../../server/main.ts';
import type { Permission } from '../../server/workspace/index.ts';
import { testConfig } from './database.ts';
import { withApiKey } from './http.ts';

/** A running Goodword, and official clients for it. */
export async function startForDub(): Promise<{
  app: App;
  clientOf: (workspaceId: string, scopes?: Permission[]) => Promise<Dub>;
}> {
  const app = await createApp(testConfig());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const serverURL = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/dub`;
  const clientOf = async (workspaceId: string, scopes?: Permission[]) => {
    const { authorization } = await withApiKey(workspaceId, scopes);
    const token = authorization.replace('Bearer ', '');
    return new Dub({ token, serverURL, retryConfig: { strategy: 'none' } });
  };
  return { app, clientOf };
}
