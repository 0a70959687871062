import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { fetchPersonas } from './personas.js';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App personas={await fetchPersonas()} />);
