window.ui = SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#api',
  deepLinking: true,
  // Tokens typed into the page stay in the page.
  persistAuthorization: false,
  // No validator on another host.
  validatorUrl: null,
});
