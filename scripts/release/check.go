package main

import (
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"errors"
	"fmt"
	"os"
)

// maxSize bounds a program, in bytes.
const maxSize = 25 << 20

// check reports what is wrong with a program, and how large it is: it is to be
// for its target, small, without symbols and, on Linux, to need nothing else.
func check(t target, program string) (size int64, err error) {
	info, err := os.Stat(program)
	if err != nil {
		return 0, err
	}
	if size = info.Size(); size > maxSize {
		return size, fmt.Errorf("it has %d bytes; %d are allowed", size, maxSize)
	}
	switch t.system {
	case "linux":
		err = checkELF(t.machine, program)
	case "darwin":
		err = checkMachO(t.machine, program)
	case "windows":
		err = checkPE(t.machine, program)
	default:
		err = errors.New("nobody knows how to check it")
	}
	return size, err
}

func checkELF(machine, program string) error {
	f, err := elf.Open(program)
	if err != nil {
		return err
	}
	defer f.Close()
	if want := map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64}[machine]; f.Machine != want {
		return fmt.Errorf("it is for %s", f.Machine)
	}
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			return fmt.Errorf("it is not static: it has a segment %s", p.Type)
		}
	}
	if f.Section(".symtab") != nil || f.Section(".debug_info") != nil || f.Section(".zdebug_info") != nil {
		return errors.New("it is not stripped")
	}
	return nil
}

func checkMachO(machine, program string) error {
	f, err := macho.Open(program)
	if err != nil {
		return err
	}
	defer f.Close()
	if want := map[string]macho.Cpu{"amd64": macho.CpuAmd64, "arm64": macho.CpuArm64}[machine]; f.Cpu != want {
		return fmt.Errorf("it is for %s", f.Cpu)
	}
	if f.Section("__debug_info") != nil || f.Section("__zdebug_info") != nil {
		return errors.New("it is not stripped")
	}
	return nil
}

func checkPE(machine, program string) error {
	f, err := pe.Open(program)
	if err != nil {
		return err
	}
	defer f.Close()
	want := map[string]uint16{"amd64": pe.IMAGE_FILE_MACHINE_AMD64, "arm64": pe.IMAGE_FILE_MACHINE_ARM64}[machine]
	if f.Machine != want {
		return fmt.Errorf("it is for machine %#x", f.Machine)
	}
	if len(f.Symbols) > 0 || f.Section(".debug_info") != nil || f.Section(".zdebug_info") != nil {
		return errors.New("it is not stripped")
	}
	return nil
}
