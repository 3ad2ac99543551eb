package dev.bulwark.platform.http.parameter;

import java.beans.PropertyEditorSupport;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Binds single values by property editors of its own. A converter alone isn't enough: where it refuses, Spring falls back to the editor it
 * has for the type, and those of UUIDs and numbers are as lenient as its converters.
 */
@ControllerAdvice
final class ParameterBinding {

    @InitBinder
    void register(WebDataBinder binder) {
        for (Class<?> type : ParameterTypes.PARSERS.keySet()) {
            binder.registerCustomEditor(type, new Editor(type));
        }
    }

    private static final class Editor extends PropertyEditorSupport {

        private final Class<?> type;

        Editor(Class<?> type) {
            this.type = type;
        }

        @Override
        public void setAsText(String text) {
            setValue(ParameterTypes.parse(type, text));
        }
    }
}
