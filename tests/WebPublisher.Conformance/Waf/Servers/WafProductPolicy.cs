namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>The policy that tests of rules are played through: one rule publishes whatever is asked for in clear, and all that is detected passes.</summary>
internal static class WafProductPolicy
{
    /// <summary>Writes it.</summary>
    /// <param name="port">Where the product listens.</param>
    /// <param name="operationsPort">Where it tells of its health.</param>
    /// <param name="originPort">Where the origin listens.</param>
    /// <param name="rules">The rules.</param>
    public static string Text(int port, int operationsPort, int originPort, RuleSetPlace rules)
    {
        // The product finds a setup by its name; one that is only an example has to be named.
        var files = string.Join(", ", WafSettingsFiles.Of(rules).Where(file => Path.GetFileName(file) != "crs-setup.conf").Select(file => $"\"{file}\""));
        return $$"""
            version: 1
            server: { name: EDGE, fqdn: mail.example.test, stateDirectory: state }
            operations: { listen: 127.0.0.1:{{operationsPort}} }
            clientAddressSets: { here: [127.0.0.0/8] }
            listeners:
              - { name: http, address: 127.0.0.1:{{port}}, protocol: http, quotas: { except: here } }
            frontEnds:
              origin: { servers: [127.0.0.1:{{originPort}}] }
            publishingRules:
              - name: All
                requireSecureChannel: false
                action: publish
                to: origin
                bridging: http
                virtualPatches: { off: [all] }
                waf:
                  mode: detect
                  ruleSet: {{Path.GetDirectoryName(rules.Rules)}}
                  paranoia: 4
                  include: { before: [{{files}}] }
                  requestBody: { limit: 13MB }
                  response: { inspect: true, types: [text/plain, text/html, text/xml, application/json], limit: 1MB }
                  timeBudget: 10s
            """;
    }
}
