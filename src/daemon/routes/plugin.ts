import type { OperationId } from '../../api/operations.ts';
import { notFound } from '../../lib/errors.ts';
import { type Answer, type Handlers, ok } from './handler.ts';

const absent = ({ params }: { readonly params: { readonly name: string } }): Answer => {
  throw notFound(`plugin "${params.name}" not found`);
};

/** There are no managed plugins, and saying so is all that clients ask. */
export const pluginRoutes = {
  PluginList: () => ok([]),
  PluginInspect: absent,
  PluginDelete: absent,
  PluginEnable: absent,
  PluginDisable: absent,
  PluginUpgrade: absent,
  PluginPush: absent,
  PluginSet: absent,
} satisfies Pick<
  Handlers,
  OperationId &
    `Plugin${'List' | 'Inspect' | 'Delete' | 'Enable' | 'Disable' | 'Upgrade' | 'Push' | 'Set'}`
>;
