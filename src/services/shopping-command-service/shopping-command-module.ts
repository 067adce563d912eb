import { ContainerModule } from 'inversify';
import { CommandHandler } from '../../application/command-handler.js';
import { PutCartItemUseCase } from '../../application/shopping-command-service/put-cart-item.js';
import { cartDecider } from '../../domain/cart/decider.js';
import { cartEventVersions } from '../../domain/cart/events.js';
import { projectionsOf } from '../../projections/catalogue.js';
import { bindClients } from '../runtime/bind-clients.js';
import { TOKENS } from '../runtime/tokens.js';
import { cartApi } from './cart-api.js';
import { RemoteProductCatalogue } from './remote-product-catalogue.js';
import { CARTS } from './tokens.js';

/** Carts as customers change them. */
export function shoppingCommandModule(): ContainerModule {
  return new ContainerModule((options) => {
    const { bind } = options;
    bindClients(options);
    bind(TOKENS.projections).toConstantValue(projectionsOf('shopping-command-service'));
    bind(CARTS.commands)
      .toResolvedValue(
        (parts) =>
          new CommandHandler({
            ...parts,
            decider: cartDecider,
            eventVersions: cartEventVersions,
            openedBy: ['OpenCart'],
          }),
        [TOKENS.commandParts],
      )
      .inSingletonScope();
    bind(CARTS.catalogue)
      .toResolvedValue((clients) => new RemoteProductCatalogue(clients), [TOKENS.clients])
      .inSingletonScope();
    bind(CARTS.putItem)
      .toResolvedValue(
        (commands, catalogue) => new PutCartItemUseCase(commands, catalogue),
        [CARTS.commands, CARTS.catalogue],
      )
      .inSingletonScope();
    bind(TOKENS.api).toResolvedValue(cartApi, [CARTS.commands, CARTS.putItem]).inSingletonScope();
  });
}
