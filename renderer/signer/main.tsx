import './hardening.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/styles/index.css';
import { Signer } from './signer.tsx';
import { startSigner } from './start.ts';

const root = document.getElementById('root');
const bridge = window.signer;
if (root === null || bridge === undefined) throw new Error('not the signer window');

const signer = startSigner(bridge);
createRoot(root).render(
  <StrictMode>
    <Signer {...signer} />
  </StrictMode>,
);
