// Shows the description of the API that this very service gives.
const place = document.getElementById("docs");
SwaggerUIBundle({ url: place.dataset.description, domNode: place, deepLinking: true, validatorUrl: null });
