import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-thai/wght.css';
import '@mantine/core/styles.layer.css';
import './shell/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './router.tsx';
import { Providers } from './shell/providers.tsx';
import { openWords } from './shell/words.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
await openWords();
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
