package dev.understudy.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The build is the same tomorrow: no plugin of Maven comes in a version that Maven chooses. */
class PluginVersionsTest {
    /** What Maven brings to its lifecycle for a jar, asked for or not. */
    private static final String[] LIFECYCLE = {
        "maven-clean-plugin",
        "maven-resources-plugin",
        "maven-compiler-plugin",
        "maven-surefire-plugin",
        "maven-jar-plugin",
        "maven-install-plugin",
        "maven-deploy-plugin",
        "maven-site-plugin"
    };

    @Test
    void everyPluginHasItsVersion() throws Exception {
        var versions = new TreeMap<String, String>();
        var named = new ArrayList<String>();
        for (var plugin : plugins()) {
            named.add(child(plugin, "artifactId"));
            if (!child(plugin, "version").isEmpty())
                versions.put(child(plugin, "artifactId"), child(plugin, "version"));
        }
        assertThat(versions.keySet()).containsAll(named).contains(LIFECYCLE);
        assertThat(versions.values()).allMatch(version -> version.matches("\\d[\\w.-]*|\\$\\{[a-z-]+\\.version}"));
    }

    @Test
    void theJarIsDatedByTheProjectAndNotByTheClock() throws Exception {
        var dated = XPathFactory.newInstance()
                .newXPath()
                .evaluate("/project/properties/project.build.outputTimestamp", pom());
        assertThat(dated).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    private static ArrayList<Element> plugins() throws Exception {
        var nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate("//plugin", pom(), XPathConstants.NODESET);
        var found = new ArrayList<Element>();
        for (var i = 0; i < nodes.getLength(); i++) found.add((Element) nodes.item(i));
        return found;
    }

    private static Document pom() throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
    }

    private static String child(Element plugin, String name) {
        for (var node = plugin.getFirstChild(); node != null; node = node.getNextSibling())
            if (name.equals(node.getNodeName())) return node.getTextContent().strip();
        return "";
    }
}
