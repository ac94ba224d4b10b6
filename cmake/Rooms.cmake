# servanda_room(NAME ROOMS a b LIBRARIES x y [TABLES file…])
#
# One room is one static library made of every .cc file in its folder. ROOMS are the rooms below
# it that it uses: the link list is the arrow, and tools/check_rooms.py holds the includes to it.
# LIBRARIES are private: other people's types stop at the edge of the room.
# TABLES are data files that are compiled in as string constants (see cmake/embed.cmake).
function(servanda_room NAME)
  cmake_parse_arguments(ROOM "" "" "ROOMS;LIBRARIES;TABLES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${NAME}/*.cc)
  add_library(servanda_${NAME} STATIC ${sources})
  add_library(servanda::${NAME} ALIAS servanda_${NAME})
  target_include_directories(servanda_${NAME} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  list(TRANSFORM ROOM_ROOMS PREPEND servanda::)
  target_link_libraries(servanda_${NAME} PUBLIC ${ROOM_ROOMS}
    PRIVATE servanda_settings ${ROOM_LIBRARIES})
  foreach(table ${ROOM_TABLES})
    get_filename_component(stem ${table} NAME)
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/${NAME}/${stem}.cc)
    add_custom_command(OUTPUT ${generated}
      COMMAND ${CMAKE_COMMAND} -DINPUT=${CMAKE_CURRENT_SOURCE_DIR}/${NAME}/${table}
        -DOUTPUT=${generated} -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
      DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${NAME}/${table} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
      VERBATIM)
    target_sources(servanda_${NAME} PRIVATE ${generated})
  endforeach()
endfunction()
