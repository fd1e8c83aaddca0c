import type { Express } from 'express';

/** A route as it is declared. */
export interface Route {
  method: string;
  path: string;
}

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  match(path: string): boolean;
}

/** Where routers are mounted elsewhere than at the root. */
const mounts = ['/v3/directline', '/directory', '/assets'];

/** Every route that Express knows, however deep in routers it stands. @throws Error when one is mounted where nobody knows */
export function routesOf(app: Express): Route[] {
  return walk((app.router as unknown as { stack: Layer[] }).stack, '');
}

function walk(layers: readonly Layer[], base: string): Route[] {
  return layers.flatMap((layer): Route[] => {
    const { route, handle } = layer;
    if (route) {
      const paths = [route.path].flat();
      return Object.keys(route.methods).flatMap((method) =>
        paths.map((path) => ({
          method: method === '_all' ? 'GET' : method.toUpperCase(),
          path: base + path,
        })),
      );
    }
    return handle.stack ? walk(handle.stack, base + mountOf(layer)) : [];
  });
}

function mountOf(layer: Layer): string {
  if (layer.match('/nowhere/that/is')) return '';
  const mount = mounts.find((each) => layer.match(`${each}/x`));
  if (mount === undefined) throw new Error('A router is mounted where the fuzzing does not know of.');
  return mount;
}
