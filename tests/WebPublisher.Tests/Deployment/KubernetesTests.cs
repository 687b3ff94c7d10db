using WebPublisher.Operations;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Deployment;

public sealed class KubernetesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly YamlPlace _deployment = YamlPlace.OfFile("deploy/kubernetes/deployment.yaml");
    private readonly YamlPlace _service = YamlPlace.OfFile("deploy/kubernetes/service.yaml");
    private readonly YamlPlace _network = YamlPlace.OfFile("deploy/kubernetes/networkpolicy.yaml");

    private static string PolicyText => YamlPlace.OfFile("deploy/kubernetes/configmap.yaml")["data"].Key("webpublisher.yaml").Text;

    private YamlPlace Pod => _deployment["spec.template.spec"];

    private YamlPlace Container => Assert.Single(Pod["containers"].Items);

    private Dictionary<string, int> ContainerPorts => Container["ports"].Items.ToDictionary(port => port["name"].Text, port => port["containerPort"].Number);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_policy_in_the_config_map_has_no_error_and_warns_of_the_open_metrics_alone()
    {
        var check = await ContainerPolicy.CheckAsync(_directory, PolicyText);

        Assert.Equal(0, check.Code);
        Assert.Contains("0 errors, 1 warning;", check.Output, StringComparison.Ordinal);
        Assert.Contains("can read metrics and health", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ports_of_the_pod_are_those_of_its_policy() =>
        Assert.Equal(ContainerPolicy.PortsOf(YamlPlace.OfText(PolicyText)).Order(), ContainerPorts.Values.Order());

    [Fact]
    public void The_service_leads_to_ports_of_the_pod_and_not_to_operations()
    {
        var targets = _service["spec.ports"].Items.Select(port => port["targetPort"].Text).ToList();

        Assert.Equal(ContainerPorts.Keys.Where(name => name != "operations").Order(), targets.Order());
        Assert.Equal("Local", _service["spec.externalTrafficPolicy"].Text);
    }

    [Theory]
    [InlineData("startupProbe")]
    [InlineData("livenessProbe")]
    [InlineData("readinessProbe")]
    public void A_probe_asks_an_endpoint_that_exists(string probe)
    {
        string[] endpoints = [new LivenessEndpoint().Path, new ReadinessEndpoint(() => throw new InvalidOperationException()).Path];

        Assert.Contains(Container[probe]["httpGet.path"].Text, endpoints);
        Assert.Equal("operations", Container[probe]["httpGet.port"].Text);
    }

    [Fact]
    public void The_pod_passes_the_restricted_pod_security_standard()
    {
        Assert.Equal("true", Pod["securityContext.runAsNonRoot"].Text);
        Assert.Equal("RuntimeDefault", Pod["securityContext.seccompProfile.type"].Text);
        Assert.Equal("false", Container["securityContext.allowPrivilegeEscalation"].Text);
        Assert.Equal("true", Container["securityContext.readOnlyRootFilesystem"].Text);
        Assert.Equal(["ALL"], Container["securityContext.capabilities.drop"].Texts);
        Assert.Null(Container["securityContext.capabilities"].Find("add"));
        Assert.Equal("false", Pod["automountServiceAccountToken"].Text);
    }

    [Fact]
    public void Every_mount_has_its_volume_and_every_selector_finds_the_pod()
    {
        const string label = "app.kubernetes.io/name";
        var name = _deployment["spec.template.metadata.labels"].Key(label).Text;

        Assert.Equal(Pod["volumes"].Items.Select(volume => volume["name"].Text).Order(), Container["volumeMounts"].Items.Select(mount => mount["name"].Text).Order());
        Assert.Equal(name, _deployment["spec.selector.matchLabels"].Key(label).Text);
        Assert.Equal(name, _service["spec.selector"].Key(label).Text);
        Assert.Equal(name, _network["spec.podSelector.matchLabels"].Key(label).Text);
    }

    [Fact]
    public void The_network_policy_opens_named_ports_of_the_pod_and_operations_to_monitoring_alone()
    {
        Assert.Equal(["Ingress", "Egress"], _network["spec.policyTypes"].Texts);
        var rules = _network["spec.ingress"].Items;
        var open = rules.Where(rule => rule.Find("from") is null).SelectMany(rule => rule["ports"].Items).Select(port => port["port"].Text).ToList();
        var limited = rules.Where(rule => rule.Find("from") is not null).SelectMany(rule => rule["ports"].Items).Select(port => port["port"].Text);

        Assert.Equal(ContainerPorts.Keys.Where(name => name != "operations").Order(), open.Order());
        Assert.Equal(["operations"], limited);
    }

    [Fact]
    public void The_kustomization_names_every_manifest()
    {
        var manifests = Directory.GetFiles(Repository.PathOf("deploy/kubernetes"), "*.yaml").Select(path => Path.GetFileName(path)).Where(name => name != "kustomization.yaml");

        Assert.Equal(manifests.Order(), YamlPlace.OfFile("deploy/kubernetes/kustomization.yaml")["resources"].Texts.Order());
    }
}
