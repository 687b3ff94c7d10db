using WebPublisher.Policy.Reload;

namespace WebPublisher.Policy.Tests.Reload;

public sealed class FileWatchTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();
    private readonly FileWatch _watch = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void What_was_loaded_once_is_loaded_once_more_and_then_at_rest()
    {
        _watch.Loading();
        _watch.Loaded([_files.Write("a", "1")]);

        Assert.Equal([false, true], Look(2));
        Load("a");
        Assert.Equal([false, false, false], Look(3));
    }

    [Fact]
    public void A_change_counts_when_two_looks_see_the_same()
    {
        Settle("a", "b");

        _files.Write("a", "12");
        Assert.Equal([false], Look(1));
        _files.Write("b", "12");
        Assert.Equal([false, true], Look(2));
    }

    [Fact]
    public void A_change_taken_back_before_it_settled_is_none()
    {
        Settle("a");
        var time = File.GetLastWriteTimeUtc(_files["a"]);

        File.Move(_files["a"], _files["elsewhere"]);
        Assert.Equal([false], Look(1));
        File.Move(_files["elsewhere"], _files["a"]);
        File.SetLastWriteTimeUtc(_files["a"], time);
        Load("a");
        Assert.Equal([false, false], Look(2));
    }

    [Fact]
    public void A_change_while_the_files_are_read_counts()
    {
        Settle("a");

        _watch.Loading();
        _files.Write("a", "changed while being read");
        _watch.Loaded([_files["a"]]);

        Assert.Equal([false, true], Look(2));
    }

    [Theory]
    [InlineData("write")]
    [InlineData("same length and time")]
    [InlineData("delete")]
    [InlineData("replace")]
    [InlineData("chmod")]
    public void Everything_that_can_happen_to_a_file_is_seen(string change)
    {
        Settle("a");
        var path = _files["a"];
        var time = File.GetLastWriteTimeUtc(path);
        switch (change)
        {
            case "write":
                File.WriteAllText(path, "something else");
                break;
            case "same length and time":
                File.WriteAllText(path, "2");
                File.SetLastWriteTimeUtc(path, time);
                break;
            case "delete":
                File.Delete(path);
                break;
            case "replace":
                File.Move(_files.Write("b", "1"), path, overwrite: true);
                break;
            default:
                File.SetUnixFileMode(path, UnixFileMode.UserRead);
                break;
        }

        Assert.Equal([false, true], Look(2));
    }

    [Fact]
    public void A_missing_file_that_appears_is_seen()
    {
        Load("missing");
        Load("missing");
        Assert.Equal([false, false], Look(2));

        _files.Write("missing", "here");

        Assert.Equal([false, true], Look(2));
    }

    [Fact]
    public void A_file_added_to_a_directory_is_seen()
    {
        Directory.CreateDirectory(_files["web"]);
        Load("web");
        Load("web");

        _files.Write("web/new.yaml", "");

        Assert.Equal([false, true], Look(2));
    }

    [Fact]
    public void A_replaced_link_is_seen_as_certbot_replaces_it()
    {
        _files.Write("archive/cert1.pem", "1");
        _files.Write("archive/cert2.pem", "2");
        Directory.CreateDirectory(_files["live"]);
        File.CreateSymbolicLink(_files["live/cert.pem"], "../archive/cert1.pem");
        Load("live/cert.pem");
        Load("live/cert.pem");
        Assert.Equal([false, false], Look(2));

        File.Delete(_files["live/cert.pem"]);
        File.CreateSymbolicLink(_files["live/cert.pem"], "../archive/cert2.pem");

        Assert.Equal([false, true], Look(2));
    }

    [Fact]
    public void A_swapped_directory_is_seen_as_Kubernetes_swaps_it()
    {
        _files.Write("..1/tls.crt", "1");
        _files.Write("..2/tls.crt", "2");
        File.SetLastWriteTimeUtc(_files["..2/tls.crt"], File.GetLastWriteTimeUtc(_files["..1/tls.crt"]));
        Directory.CreateSymbolicLink(_files["..data"], "..1");
        File.CreateSymbolicLink(_files["tls.crt"], "..data/tls.crt");
        Load("tls.crt");
        Load("tls.crt");
        Assert.Equal([false, false], Look(2));

        Directory.Delete(_files["..data"]);
        Directory.CreateSymbolicLink(_files["..data"], "..2");

        Assert.Equal([false, true], Look(2));
    }

    private void Settle(params string[] names)
    {
        foreach (var name in names)
        {
            _files.Write(name, "1");
        }

        Load(names);
        Load(names);
        Assert.False(_watch.HasSettledChange());
    }

    private void Load(params string[] names)
    {
        _watch.Loading();
        _watch.Loaded([.. names.Select(n => _files[n])]);
    }

    private bool[] Look(int times) => [.. Enumerable.Range(0, times).Select(_ => _watch.HasSettledChange())];
}
