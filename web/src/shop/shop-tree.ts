import { accountRoute } from './account/account-route.js';
import { registerRoute } from './account/register-route.js';
import { signInRoute } from './account/sign-in-route.js';
import { cartRoute } from './cart/cart-route.js';
import { catalogueRoute } from './catalogue/catalogue-route.js';
import { checkoutRoute } from './checkout/checkout-route.js';
import { mailsRoute } from './mails/mails-route.js';
import { orderRoute } from './orders/order-route.js';
import { ordersRoute } from './orders/orders-route.js';
import { productRoute } from './product/product-route.js';
import { shopRoute } from './shop-route.js';

/** The pages of the storefront. */
export const shopTree = shopRoute.addChildren([
  catalogueRoute,
  productRoute,
  cartRoute,
  checkoutRoute,
  ordersRoute,
  orderRoute,
  mailsRoute,
  accountRoute,
  signInRoute,
  registerRoute,
]);
