using System.Runtime.InteropServices;

namespace WebPublisher.Policy.Files;

/// <summary>The part of Linux's <c>struct statx</c> (statx(2), the same layout on every architecture) this product looks at.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct KernelFileStatus
{
    [FieldOffset(20)]
    public uint Owner;

    [FieldOffset(24)]
    public uint Group;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Length;

    [FieldOffset(96)]
    public long ChangedSeconds;

    [FieldOffset(104)]
    public uint ChangedNanoseconds;

    [FieldOffset(112)]
    public long ModifiedSeconds;

    [FieldOffset(120)]
    public uint ModifiedNanoseconds;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;
}
