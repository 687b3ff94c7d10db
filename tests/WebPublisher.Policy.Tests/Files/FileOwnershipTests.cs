using WebPublisher.Policy.Files;

namespace WebPublisher.Policy.Tests.Files;

public sealed class FileOwnershipTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_file_that_root_makes_is_its_directorys_owners_and_that_of_anybody_else_stays()
    {
        var path = _directory.Write("state/file", "");
        if (Environment.IsPrivilegedProcess)
        {
            System.Diagnostics.Process.Start("chown", ["4711:4712", _directory["state"]]).WaitForExit();
        }

        var before = FileStatus.Of(_directory["state"])!.Value;
        FileOwnership.TakeAfterDirectory(path);

        var after = FileStatus.Of(path)!.Value;
        Assert.Equal((before.Owner, before.Group), (after.Owner, after.Group));
        Assert.True(!Environment.IsPrivilegedProcess || after.Owner == 4711);
    }
}
