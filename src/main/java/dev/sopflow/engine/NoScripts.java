package dev.sopflow.engine;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;

/** Refuses scripts in every language: a model's script would run with all that the house may do. */
class NoScripts implements ScriptEngineResolver {

  @Override
  public ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
    throw new BadUserRequestException(
        "Scripts such as %s are switched off; use a step of the vocabulary".formatted(language));
  }

  @Override
  public ScriptEngineManager getScriptEngineManager() {
    return new ScriptEngineManager(null);
  }

  @Override
  public void addScriptEngineFactory(ScriptEngineFactory factory) {
    // There is nothing that it could serve.
  }
}
