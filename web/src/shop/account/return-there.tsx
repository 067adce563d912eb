import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Loading } from '../../design/feedback/loading.js';

/** Goes on to a path of the storefront, in the place of this page. */
export function ReturnThere({ path }: { readonly path: string }): ReactNode {
  const { history } = useRouter();
  useEffect(() => history.replace(path), [history, path]);
  return <Loading what="Going on …" />;
}
