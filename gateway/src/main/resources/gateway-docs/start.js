// One document for the page and for what the page itself needs to know.
fetch('/openapi').then((answer) => answer.json()).then((document) => {
  const clients = document['x-development-clients'] || [];
  if (clients.length > 0) {
    document.components.securitySchemes.oauth2.description +=
      ` For development: ${clients.join(', ')}; the secret of each is its name followed by "-secret".`;
  }
  window.ui = SwaggerUIBundle({
    spec: document,
    dom_id: '#api',
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    // A new key for each visit: a constant one would replay the answer that somebody got yesterday.
    parameterMacro: (operation, parameter) => (parameter.name === 'Idempotency-Key' ? `try-${Date.now()}` : parameter.default),
    // Tokens typed into the page stay in the page.
    persistAuthorization: false,
    // No validator on another host.
    validatorUrl: null,
    onComplete: () => {
      if (clients.length > 0) {
        window.ui.initOAuth({clientId: clients[0], clientSecret: `${clients[0]}-secret`});
      }
    },
  });
});
