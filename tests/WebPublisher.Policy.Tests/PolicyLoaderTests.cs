namespace WebPublisher.Policy.Tests;

public sealed class PolicyLoaderTests : IDisposable
{
    private const string Minimal = """
        version: 1
        server: { name: EDGE01 }
        certificates: { mail: { chain: certs/mail.pem, key: certs/mail.key } }
        trustedRoots: { inner: certs/inner-ca.pem }
        include: [web/*.yaml]
        listeners:
          - { name: https, address: "127.0.0.1:0", protocol: https, certificates: [mail] }
        frontEnds:
          farm: { servers: [owafe01.example.com:443], certificate: { trustedRoots: [inner] } }
        publishingRules:
          - { name: OWA, action: publish, to: farm }
        """;

    private readonly PolicyWorkshop _workshop = new();

    [Fact]
    public void Everything_read_is_watched_and_so_are_directories_that_were_searched_and_files_that_are_missing()
    {
        _workshop.Write("web/a.yaml", "include: [missing.yaml]\ntrustedRoots: { other: roots.pem }\n");

        var result = _workshop.Load(Minimal);

        Assert.Null(result.Policy);
        Assert.Equal(
            ["certs/inner-ca.pem", "certs/mail.key", "certs/mail.pem", "policy.yaml", "web", "web/a.yaml", "web/missing.yaml", "web/roots.pem"],
            result.Files.Select(f => Path.GetRelativePath(_workshop.Path, f)));
    }

    [Theory]
    [InlineData("version: 1\nserver: { stateDirectory: kept }\nnonsense: 1\n", "kept")]
    [InlineData("version: 1\nnonsense: 1\n", "state")]
    [InlineData("{", null)]
    public void Where_the_state_is_is_known_also_of_a_policy_with_errors(string policy, string? expected)
    {
        var result = _workshop.Load(policy);

        Assert.Null(result.Policy);
        Assert.Equal(expected is null ? null : Path.Combine(_workshop.Path, expected), result.StateDirectory);
    }

    [Fact]
    public void The_revision_follows_the_content_of_every_file()
    {
        _workshop.Write("web/a.yaml", "# a\n");
        var first = _workshop.Compile(Minimal).Revision;

        Assert.Matches("^[0-9a-f]{12}$", first);
        Assert.Equal(first, _workshop.Compile(Minimal).Revision);

        _workshop.Write("web/a.yaml", "# b\n");
        var second = _workshop.Compile(Minimal).Revision;
        _workshop.Write("certs/inner-ca.pem", File.ReadAllText(Path.Combine(_workshop.Path, "certs/inner-ca.pem")) + "# renewed\n");
        var third = _workshop.Compile(Minimal).Revision;
        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
    }

    [Fact]
    public void What_did_not_change_stays_the_same_instance()
    {
        _workshop.Write("web/a.yaml", "");
        var first = _workshop.Compile(Minimal);
        var second = _workshop.Compile(Minimal + "\n# changed");

        Assert.Same(first.Web.Listeners[0].Certificates[0], second.Web.Listeners[0].Certificates[0]);
        Assert.Same(first.Web.FrontEnds[0].Certificate.TrustedRoots[0], second.Web.FrontEnds[0].Certificate.TrustedRoots[0]);
    }

    [Fact]
    public void A_failed_load_forgets_no_root_that_is_in_force()
    {
        _workshop.Write("web/a.yaml", "");
        var first = _workshop.Compile(Minimal);
        Assert.Null(_workshop.Load("version: 1\nnonsense: 1\n").Policy);

        Assert.Same(first.Web.FrontEnds[0].Certificate.TrustedRoots[0], _workshop.Compile(Minimal).Web.FrontEnds[0].Certificate.TrustedRoots[0]);
    }

    [Theory]
    [InlineData("missing.yaml", "missing.yaml does not exist")]
    [InlineData(".", ". is not a regular file")]
    public void A_main_file_that_cannot_be_read_is_a_diagnostic(string name, string expected)
    {
        var result = _workshop.LoadFile(name);

        Assert.Null(result.Policy);
        Assert.EndsWith(expected.TrimStart('.') + "\n", _workshop.Text(result.Diagnostics), StringComparison.Ordinal);
        Assert.Single(result.Files);
    }

    [Fact]
    public void A_main_file_that_is_too_large_is_told_of_with_a_place()
    {
        _workshop.Write("policy.yaml", "version: 1\n#" + new string('x', 1 << 20));

        Assert.StartsWith("policy.yaml:1:1: policy.yaml is larger than 1048576 bytes", _workshop.Text(_workshop.LoadFile("policy.yaml").Diagnostics), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void An_impossible_path_is_a_diagnostic(string path) => Assert.True(_workshop.Loader.Load(path).Diagnostics.HasErrors);

    [Fact]
    public void Several_loads_at_once_agree()
    {
        _workshop.Write("web/a.yaml", "");
        _workshop.Write("policy.yaml", Minimal);

        var revisions = new string?[16];
        Parallel.For(0, revisions.Length, i => revisions[i] = _workshop.LoadFile("policy.yaml").Policy?.Revision);

        Assert.Single(revisions.Distinct());
        Assert.NotNull(revisions[0]);
    }

    [Fact]
    public void Files_below_the_working_directory_are_named_relative_to_it()
    {
        var path = Path.Combine(Directory.GetCurrentDirectory(), $"policy-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, "version: 2\n");
        try
        {
            Assert.Equal($"{Path.GetFileName(path)}:1:10", new PolicyLoader(TimeProvider.System).Load(path).Diagnostics.First().Location.ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_environment_variable_that_holds_a_secret_is_named_but_never_printed()
    {
        var text = _workshop.Diagnose("version: 1\ncertificates: { a: { pkcs12: certs/inner-ca.pem, password: { env: WEBPUBLISHER_TEST_UNSET } } }\n");

        Assert.Contains("WEBPUBLISHER_TEST_UNSET", text, StringComparison.Ordinal);
    }

    public void Dispose() => _workshop.Dispose();
}
