/** What a client registers: `{ instance: … }`. */
export function exampleInstance(
  app: string,
  instanceId: string,
  own: Readonly<Record<string, unknown>> = {},
) {
  return {
    instance: {
      instanceId,
      app,
      hostName: '127.0.0.1',
      ipAddr: '127.0.0.1',
      status: 'UP',
      port: { $: 8083, '@enabled': 'true' },
      vipAddress: app.toLowerCase(),
      dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
      ...own,
    },
  };
}
