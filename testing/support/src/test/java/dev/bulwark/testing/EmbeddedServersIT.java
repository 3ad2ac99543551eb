package dev.bulwark.testing;

class EmbeddedServersIT extends TestServersContract {

    @Override
    Infrastructure infrastructure() {
        return new EmbeddedInfrastructure();
    }
}
