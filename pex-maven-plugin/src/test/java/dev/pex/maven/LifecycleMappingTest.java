package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;

/** What m2e does with each goal. */
class LifecycleMappingTest {
    @Test
    void generateRunsOnEveryBuildAndNothingElseDoes() throws IOException, XmlPullParserException {
        SortedMap<String, String> actions = new TreeMap<>();
        for (Xpp3Dom execution : mapping().getChild("pluginExecutions").getChildren()) {
            Xpp3Dom action = execution.getChild("action").getChild(0);
            String name = action.getName();
            for (Xpp3Dom detail : action.getChildren()) {
                name += " " + detail.getName() + "=" + detail.getValue();
            }
            for (Xpp3Dom goal : Arrays.asList(execution
                    .getChild("pluginExecutionFilter")
                    .getChild("goals")
                    .getChildren())) {
                actions.put(goal.getValue(), name);
            }
        }

        assertThat(actions)
                .containsEntry("generate", "execute runOnIncremental=true runOnConfiguration=true")
                .containsEntry("analyze", "ignore")
                .containsEntry("run", "ignore")
                .containsEntry("help", "ignore")
                .hasSize(4);
    }

    private static Xpp3Dom mapping() throws IOException, XmlPullParserException {
        try (InputStream in =
                LifecycleMappingTest.class.getResourceAsStream("/META-INF/m2e/lifecycle-mapping-metadata.xml")) {
            return Xpp3DomBuilder.build(in, "UTF-8");
        }
    }
}
